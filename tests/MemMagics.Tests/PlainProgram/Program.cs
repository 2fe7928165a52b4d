using System.Text;
using MemMagics.Magics;
using MemMagics.Tests.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace MemMagics.Tests.PlainProgram;

/// <summary>
/// The snippets as a console program that measures itself with the runtime's own counter. It is compiled with the options that the SDK passes
/// to the compiler in Release, and runs with tiered compilation and concurrent collection off, as workers do.
/// </summary>
internal sealed class Program : IDisposable
{
    // Each call finds what the one before it has set taken back, as the warm call does. The finalizer thread has nothing to do meanwhile.
    private const string Main = """
        static class Program
        {
            static int Main(string[] arguments)
            {
                var snippet = Snippets.All[int.Parse(arguments[0])];
                var context = System.Threading.ExecutionContext.Capture();
                for (var call = 0; call < int.Parse(arguments[1]); call++)
                {
                    Sink.Value = null;
                    System.Threading.ExecutionContext.Restore(context);
                    System.Console.WriteLine(Measure(snippet));
                }

                return 0;
            }

            static long Measure(System.Delegate snippet)
            {
                System.GC.Collect();
                System.GC.WaitForPendingFinalizers();
                System.GC.Collect();
                System.GC.WaitForPendingFinalizers(); // the runtime's own, which allocate after each collection
                return snippet is System.Action code ? Measure(code) : Measure((System.Func<Gate, System.Threading.Tasks.Task>)snippet);
            }

            static long Measure(System.Action code)
            {
                var before = System.GC.GetTotalAllocatedBytes(precise: true);
                code();
                return System.GC.GetTotalAllocatedBytes(precise: true) - before;
            }

            // An asynchronous method is begun first: what it keeps of itself is not what its code costs, as in a measurement.
            static long Measure(System.Func<Gate, System.Threading.Tasks.Task> code)
            {
                var gate = new Gate();
                var task = code(gate);
                var before = System.GC.GetTotalAllocatedBytes(precise: true);
                gate.Open();
                while (!task.IsCompleted)
                    System.Threading.Thread.Yield();
                return System.GC.GetTotalAllocatedBytes(precise: true) - before;
            }
        }

        sealed class Gate : System.Runtime.CompilerServices.INotifyCompletion
        {
            private System.Action? _continuation;

            public bool IsCompleted => false;

            public Gate GetAwaiter() => this;

            public void OnCompleted(System.Action continuation) => _continuation = continuation;

            public void GetResult()
            {
            }

            public void Open() => _continuation!();
        }
        """;

    private const int Calls = 10;

    private const string Configuration = """
        { "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
          "configProperties": { "System.GC.Concurrent": false, "System.Runtime.TieredCompilation": false } } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _program;

    public Program()
    {
        Library = SampleLibrary.Compile(_folder, "Extensions", Snippets.Library, SampleSymbols.None);
        _program = Path.Combine(_folder.Path, "plain.dll");
        var compilation = CSharpCompilation.Create(
            "plain",
            [Parse(Snippets.Usings + Snippets.Types), Parse(Snippets.Usings + Methods()), Parse(Main)],
            SampleLibrary.Framework.Append(MetadataReference.CreateFromFile(Library)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));
        using var image = File.Create(_program);
        var result = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        File.WriteAllText(Path.ChangeExtension(_program, ".runtimeconfig.json"), Configuration);
    }

    /// <summary>Path of the library that the snippets use.</summary>
    public string Library { get; }

    /// <summary>Runs a snippet in a fresh process.</summary>
    /// <returns>Bytes that its calls allocated, without the first one.</returns>
    public async Task<IReadOnlyList<long>> MeasureAsync(Snippet snippet)
    {
        var index = Snippets.All.ToList().IndexOf(snippet);
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", ["exec", _program, $"{index}", $"{Calls + 1}"]);
        start.Environment["DOTNET_TieredPGO"] = "0";
        var run = await ToolRun.OfAsync(start);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse)];
    }

    public void Dispose() => _folder.Dispose();

    private static string Methods()
    {
        var text = new StringBuilder("static class Snippets\n{\n");
        foreach (var (index, snippet) in Snippets.All.Index())
            text.AppendLine($"    static {(snippet.IsAsync ? "async Task" : "void")} Snippet{index}({(snippet.IsAsync ? "Gate gate" : "")})\n    {{\n        {(snippet.IsAsync ? "await gate; " : "")}{snippet.Code}\n    }}");

        var all = Snippets.All.Select((snippet, index) => snippet.IsAsync ? $"(Func<Gate, Task>)Snippet{index}" : $"(Action)Snippet{index}");
        return text.AppendLine($"    public static readonly Delegate[] All = [{string.Join(", ", all)}];\n}}").ToString();
    }

    private static SyntaxTree Parse(string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14, preprocessorSymbols: CSharpText.PreprocessorSymbols), "plain.cs", Encoding.UTF8);
}
