using System.Runtime.CompilerServices;
using MemMagics.Measuring;
using MemMagics.Reports;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace MemMagics.Interactive;

/// <summary>The extension itself, made by <see cref="MemMagicsExtension"/> in a load context of our own.</summary>
internal sealed class NotebookExtension : IKernelExtension
{
    private readonly ConditionalWeakTable<Kernel, MemoryProfiler> _loaded = [];

    public Task OnLoadAsync(Kernel kernel)
    {
        var root = kernel.RootKernel;
        if (root is not CompositeKernel composite)
            throw new MagicException($"The kernel '{root.Name}' is no notebook: MemMagics loads into the root kernel of .NET Interactive.");

        var profiler = new MemoryProfiler();
        if (_loaded.TryAdd(root, profiler))
            Load(composite, profiler);

        return Task.CompletedTask;
    }

    private static void Load(CompositeKernel root, MemoryProfiler profiler)
    {
        root.RegisterForDisposal(() => _ = profiler.DisposeAsync().AsTask());
        MagicDirectives.AddTo(root);
        var names = new CellNames(root);
        var sessions = new KernelSessions(root, names);
        root.AddMiddleware(new MagicMiddleware(root, profiler, names, sessions).RunAsync, nameof(MagicMiddleware));
        root.AddMiddleware(new ProjectMiddleware(root, sessions).RunAsync, nameof(ProjectMiddleware));
        Formatter.Register<Report>(ReportHtml.Render, CellDisplay.Html);
        Formatter.Register<Report>(ReportText.Render, CellDisplay.PlainText);
        profiler.WarmUp();
        if (KernelInvocationContext.Current is { } context)
        {
            new CellDisplay(context, context.Command).Show(
                root,
                "<p><strong>MemMagics</strong> is ready. In the next cell, try <code>#!memit new int[1000]</code>; <code>#!memit -h</code> and <code>#!mprun -h</code> tell the rest.</p>",
                "MemMagics is ready. In the next cell, try #!memit new int[1000]; #!memit -h and #!mprun -h tell the rest.");
        }
    }
}
