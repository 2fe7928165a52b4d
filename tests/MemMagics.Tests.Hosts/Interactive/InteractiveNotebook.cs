using System.Runtime.Loader;
using MemMagics.Reports;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

/// <summary>
/// A notebook of .NET Interactive in the tests' own process, its kernels put together as dotnet-interactive/KernelBuilder.cs does, with the extension
/// of the packed package loaded as dotnet-interactive/PackageDirectoryExtensionLoader.cs does.
/// </summary>
internal sealed class InteractiveNotebook : IDisposable
{
    private InteractiveNotebook()
    {
        Root = new CompositeKernel { DefaultKernelName = "csharp" };
        Root.Add(CSharp, ["c#", "C#"]);
        Root.Add(new HtmlKernel());
        Root.Add(new KeyValueStoreKernel());
        Root.AddDirective(new KernelActionDirective("#!load-memmagics"), (_, _) => LoadIntoAsync(Root));
        CSharp.AddAssemblyReferences([typeof(Report).Assembly.Location]); // what is in the package's lib folder
    }

    public CompositeKernel Root { get; }

    public CSharpKernel CSharp { get; } = new CSharpKernel().UseKernelHelpers().UseWho().UseValueSharing();

    /// <summary>What was shown when the extension was loaded.</summary>
    public InteractiveCell Loaded { get; private set; } = null!;

    public static async Task<InteractiveNotebook> StartAsync()
    {
        var notebook = new InteractiveNotebook();
        notebook.Loaded = await notebook.LoadAgainAsync();
        return notebook;
    }

    public Task<InteractiveCell> LoadAgainAsync() => RunAsync("#!load-memmagics");

    /// <summary>Has the extension load into a kernel.</summary>
    public static Task LoadIntoAsync(Kernel kernel)
    {
        var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(PackedPackage.Content, "interactive-extensions", "dotnet", "MemMagics.Interactive.dll"));
        return ((IKernelExtension)Activator.CreateInstance(assembly.ExportedTypes.Single(typeof(IKernelExtension).IsAssignableFrom))!).OnLoadAsync(kernel);
    }

    /// <summary>Runs a cell as a front end does.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="kernel">Its language.</param>
    /// <param name="cancelAt">The cell is cancelled at the first event for which this is true.</param>
    public Task<InteractiveCell> RunAsync(string code, string kernel = "csharp", Func<KernelEvent, bool>? cancelAt = null) => SendAsync(new SubmitCode(code, kernel), cancelAt);

    /// <summary>Sends any command and gathers what is heard until it ends.</summary>
    public async Task<InteractiveCell> SendAsync(KernelCommand command, Func<KernelEvent, bool>? cancelAt = null)
    {
        var cell = new InteractiveCell(command, heard =>
        {
            if (cancelAt?.Invoke(heard) == true)
                Cancel();
        });
        using (Root.KernelEvents.Subscribe(cell))
        {
            var answer = await Root.SendAsync(command);
            cell.TakeEnd(answer.Events);
            await cell.Ended.WaitAsync(TimeSpan.FromMinutes(2));
        }

        return cell;
    }

    public void Cancel() => _ = Root.SendAsync(new Cancel("csharp"));

    public void Dispose() => Root.Dispose();
}
