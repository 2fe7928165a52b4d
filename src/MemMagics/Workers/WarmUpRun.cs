using MemMagics.Compilation;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Workers;

/// <summary>The warm-up: a run without user code, which every worker on standby makes once.</summary>
internal static class WarmUpRun
{
    private const string Source = $"System.Delegate {MeasuredCode.Method}() => () => new object();";

    // Not a lazy that keeps an exception: what is wrong with the process now need not be wrong for ever.
    private static readonly Lazy<RunRequest> s_run = new(Compile, LazyThreadSafetyMode.PublicationOnly);

    public static RunRequest Run => s_run.Value;

    /// <summary>The same for workers that load no submission, and without the compiler.</summary>
    public static RunRequest WithoutSubmission => RunOf(null);

    private static RunRequest Compile()
    {
        var tree = CSharpSyntaxTree.ParseText(Source, new CSharpParseOptions(kind: SourceCodeKind.Script), "warm-up", System.Text.Encoding.UTF8);
        var compilation = CSharpCompilation.CreateScriptCompilation(
            "MemMagics.WarmUpRun", tree, [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var emitted = SubmissionBuild.Emit(compilation, OptimizationLevel.Release, slot: 1, "warm-up", out var diagnostics)
            ?? throw new InvalidOperationException(CompilerMessages.Render(diagnostics));
        return RunOf(emitted);
    }

    private static RunRequest RunOf(EmittedSubmission? measured) => new()
    {
        Plan = CallPlan.Both,
        LongestFirstCall = TimeSpan.MaxValue,
        CurrentDirectory = Environment.CurrentDirectory,
        Cultures = SessionCultures.Current(),
        Images = measured is null ? [] : [new AssemblyImage(measured.AssemblyName, measured.Image, measured.Symbols)],
        References = [],
        NativeLibraryFolders = [],
        Submissions = [],
        Replay = false,
        Measured = measured is null ? null : new SubmissionEntry(measured.Slot, measured.AssemblyName, measured.SubmissionTypeName),
        Snapshot = null,
        Probes = [],
        Timeline = false,
        EndOfPrinted = "",
    };
}
