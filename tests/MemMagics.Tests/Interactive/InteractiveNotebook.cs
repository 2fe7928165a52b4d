using MemMagics.Interactive;
using MemMagics.Measuring;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Interactive;

/// <summary>A notebook of the in-memory .NET Interactive, with the extension loaded as from a package.</summary>
internal sealed class InteractiveNotebook : IDisposable
{
    private InteractiveNotebook()
    {
        Root = new CompositeKernel { DefaultKernelName = "csharp" };
        Root.Add(CSharp);
        Root.Add(FSharp);

        // dotnet-interactive/KernelExtensions.cs, Microsoft.DotNet.Interactive.Jupyter/KernelExtensions.cs
        CSharp.AddAssemblyReferences([typeof(MemoryProfiler).Assembly.Location]); // of the package's lib folder
        Root.AddDirective(Directive("#!load"), (_, _) => new MemMagicsExtension().OnLoadAsync(Root));
        Root.AddDirective(Directive("#!time"), (command, context) =>
        {
            context.OnComplete(at => at.Publish(new DisplayedValueProduced("Wall time", at.Command)));
            return Task.CompletedTask;
        });
        Root.AddDirective(Directive("#!share"), (_, _) => CSharp.SetValueAsync("shared", FSharp.Values["shared"], FSharp.Values["shared"].GetType()));
        Root.AddDirective(Directive("#r"), (_, context) =>
        {
            CSharp.AddAssemblyReferences([Package!]);
            context.Publish(new PackageAdded(context.Command));
            return Task.CompletedTask;
        });
    }

    public CompositeKernel Root { get; }

    public CSharpKernel CSharp { get; } = new();

    public FSharpKernel FSharp { get; } = new();

    /// <summary>The assembly that a <c>#r "nuget:…"</c> brings.</summary>
    public string? Package { get; set; }

    /// <summary>What was shown when the extension was loaded.</summary>
    public InteractiveCell Loaded { get; private set; } = null!;

    public static async Task<InteractiveNotebook> StartAsync()
    {
        var notebook = new InteractiveNotebook();
        notebook.Loaded = await notebook.RunAsync("#!load");
        return notebook;
    }

    public async Task<InteractiveCell> RunAsync(string code, string kernel = "csharp", CancellationToken cancellationToken = default, Action<KernelEvent>? heard = null)
    {
        var cell = new InteractiveCell(heard);
        using (Root.KernelEvents.Subscribe(cell))
            await Root.SendAsync(new SubmitCode(code, kernel), cancellationToken);
        return cell;
    }

    public void Dispose() => Root.Dispose();

    private static KernelActionDirective Directive(string name) => new(name)
    {
        Parameters =
        {
            new KernelDirectiveParameter("") { AllowImplicitName = true },
            new KernelDirectiveParameter("--from"),
        },
    };
}
