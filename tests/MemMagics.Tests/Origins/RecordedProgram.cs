using System.Diagnostics;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using MemMagics.Origins.Code;
using MemMagics.Origins.Events;
using MemMagics.Origins.Recording;
using MemMagics.Tests.Libraries;
using MemMagics.Wire.Messages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace MemMagics.Tests.Origins;

/// <summary>A console program that ran while each of its objects was recorded with its stack. It described its methods as workers do, with their code.</summary>
internal sealed class RecordedProgram : IDisposable
{
    private const string Main = """
        static class Program
        {
            static void Main(string[] arguments)
            {
                System.Console.WriteLine("ready");
                System.Console.ReadLine();
                for (var call = 0; call < 3; call++) // a thread's first object of a type is not reported
                    Code.Run();
                System.Console.WriteLine("done");
                var methods = new System.Collections.Generic.List<MemMagics.Wire.Messages.MethodHandle>();
                foreach (var line in System.Console.ReadLine().Split(';', System.StringSplitOptions.RemoveEmptyEntries))
                    methods.Add(new(ulong.Parse(line.Split(',')[0]), ulong.Parse(line.Split(',')[1])));
                var worker = System.Reflection.Assembly.LoadFrom(arguments[0]).GetType("MemMagics.Worker.Origins.MethodDescriptions");
                var descriptions = (System.Collections.Generic.IReadOnlyList<MemMagics.Wire.Messages.MethodDescription>)worker.GetMethod("Of").Invoke(null, [methods]);
                var bytes = new System.IO.MemoryStream();
                foreach (var description in descriptions)
                    description.Write(new System.IO.BinaryWriter(bytes));
                System.Console.WriteLine(System.Convert.ToBase64String(bytes.ToArray()));
                foreach (var type in System.Console.ReadLine().Split(';', System.StringSplitOptions.RemoveEmptyEntries))
                    System.Console.WriteLine(MemMagics.Wire.CSharpName.Of(System.Type.GetTypeFromHandle(System.RuntimeTypeHandle.FromIntPtr(nint.Parse(type)))));
            }
        }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _program;
    private readonly string[] _source;
    private readonly CodeMap _map = new();
    private readonly RecordedObjects _objects = new();
    private IReadOnlyList<RecordedSite> _sites = [];

    private RecordedProgram(string code)
    {
        _source = code.Split('\n');
        _program = Path.Combine(_folder.Path, "program.dll");
        foreach (var library in new[] { typeof(MethodHandle), typeof(Worker.Origins.MethodDescriptions) })
            File.Copy(library.Assembly.Location, Path.Combine(_folder.Path, Path.GetFileName(library.Assembly.Location)));

        var compilation = CSharpCompilation.Create(
            "program",
            [Parse(code), Parse(Main)],
            SampleLibrary.Framework.Append(MetadataReference.CreateFromFile(typeof(MethodHandle).Assembly.Location)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, deterministic: true));
        using var image = File.Create(_program);
        using var symbols = File.Create(Path.ChangeExtension(_program, ".pdb"));
        var result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
    }

    /// <summary>Runs a program.</summary>
    /// <param name="code">Its code, with a class <c>Code</c> that has a method <c>Run</c>.</param>
    /// <param name="tiered">Whether methods are compiled more than once.</param>
    public static async Task<RecordedProgram> RunAsync(string code, bool tiered)
    {
        var program = new RecordedProgram(code);
        await program.RunAsync(tiered);
        return program;
    }

    /// <summary>The places in the program's own code, outermost first, on the paths to all objects of a type: <c>Function: source › Function: source</c>.</summary>
    public IReadOnlyList<string> PathsTo(string type) => [.. Frames(type).Select(frames => string.Join(" › ", frames.Where(IsOwn).Select(Show).OfType<string>())).Distinct()];

    /// <summary>The functions on the paths to all objects of a type, innermost first, with the runtime's names.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FunctionsTo(string type) => [.. Frames(type).Select(frames => (IReadOnlyList<string>)[.. frames.Reverse().Select(frame => $"{frame.Method.Type}.{frame.Method.Name}")])];

    /// <summary>How many objects of a type were recorded.</summary>
    public long Objects(string type) => _sites.Where(site => site.Type == type).Sum(static site => site.Objects);

    /// <summary>How many different instructions made objects of a type.</summary>
    public int Instructions(string type) => _sites.Where(site => site.Type == type).Select(site => _objects.Tree.Address(site.Node)).Distinct().Count();

    public void Dispose() => _folder.Dispose();

    private async Task RunAsync(bool tiered)
    {
        File.WriteAllText(Path.ChangeExtension(_program, ".runtimeconfig.json"), $$"""
            { "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
              "configProperties": { "System.GC.Concurrent": false, "System.Runtime.TieredCompilation": {{(tiered ? "true" : "false")}} } } }
            """);
        using var server = DiagnosticsServer.Start();
        var start = new ProcessStartInfo("dotnet", ["exec", _program, Path.Combine(_folder.Path, "MemMagics.Worker.dll")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_DiagnosticPorts"] = $"{server.Name},connect,suspend";
        start.Environment["DOTNET_RichDebugInfo"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        try
        {
            await RecordAsync(server, process);
        }
        finally
        {
            process.Kill();
        }
    }

    private async Task RecordAsync(DiagnosticsServer server, Process process)
    {
        await using var code = await EventSession.BeginAsync(server, CodeEvents.Selection(bufferSize: 64, AllocationRecorder.EveryObject), new CodeEvents(_map), default);
        code.Read();
        using (var control = await server.AcceptAsync(default))
            await DiagnosticsCommand.ResumeAsync(control, default);

        await process.StandardOutput.ReadLineAsync();
        await using var objects = await EventSession.BeginAsync(server, RecordedObjects.Selection(), _objects, default);
        objects.Read();
        await AskAsync(process, "go"); // comes back when it is done
        await objects.EndAsync(default);
        await code.EndAsync(default);
        Assert.That(objects.Lost + code.Lost, Is.Zero);

        var addresses = Enumerable.Range(1, _objects.Tree.Count - 1).Select(_objects.Tree.Address);
        var methods = _map.Undescribed(addresses);
        using var answer = new BinaryReader(new MemoryStream(Convert.FromBase64String(await AskAsync(process, string.Join(';', methods.Select(static method => $"{method.Method},{method.Type}"))))));
        _map.Describe(methods, [.. methods.Select(_ => MethodDescription.Read(answer))]);
        await process.StandardInput.WriteLineAsync(string.Join(';', _objects.Types));
        await process.StandardInput.FlushAsync();
        var names = new Dictionary<long, string>();
        foreach (var type in _objects.Types)
            names[type] = (await process.StandardOutput.ReadLineAsync())!;

        _sites = _objects.Sites(names);
        _map.Observe(_objects.Tree, _sites);
    }

    private static async Task<string> AskAsync(Process process, string question)
    {
        await process.StandardInput.WriteLineAsync(question);
        await process.StandardInput.FlushAsync();
        return (await process.StandardOutput.ReadLineAsync())!;
    }

    /// <summary>The places of each path to objects of a type, outermost first.</summary>
    private IEnumerable<IReadOnlyList<CodePlace>> Frames(string type)
    {
        foreach (var site in _sites.Where(site => site.Type == type))
        {
            var frames = new List<CodePlace>();
            for (var node = site.Node; node > 0; node = _objects.Tree.Parent(node))
                frames.InsertRange(0, _map.Find(_objects.Tree.Address(node)));

            yield return frames;
        }
    }

    private bool IsOwn(CodePlace place) => place.Method.Path == _program && place.Method.Type.Split('+')[0] == "Code";

    /// <summary>A place's function and its line; <see langword="null"/> for code that nobody wrote, such as a default constructor.</summary>
    private string? Show(CodePlace place)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(_program, ".pdb")));
        var points = symbols.GetMetadataReader().GetMethodDebugInformation(MetadataTokens.MethodDefinitionHandle(place.Method.Token & 0xFF_FFFF)).GetSequencePoints().Where(static point => !point.IsHidden).ToArray();
        return points.Length == 0 ? null : $"{place.Method.Name}: {_source[points.LastOrDefault(point => point.Offset <= place.Offset, points[0]).StartLine - 1].Trim()}";
    }

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), "program.cs", Encoding.UTF8);
}
