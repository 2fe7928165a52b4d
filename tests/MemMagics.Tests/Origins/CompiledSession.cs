using MemMagics.Compilation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Magics;
using MemMagics.Origins.Code;
using MemMagics.Origins.Frames;
using MemMagics.Session;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Tests.Origins;

/// <summary>The compiled code of a session and of libraries, in which a test finds the place that makes an array of a length that no other has.</summary>
internal sealed class CompiledSession : IDisposable
{
    private readonly ReferencedLibraries _libraries = new();
    private readonly List<(AssemblyDefinition Assembly, string Path)> _assemblies = [];

    private CompiledSession(ScriptSession session, string code, string[] libraries)
    {
        var request = new MemitRequest { Code = code, Origin = new CodeOrigin("cell 9", 1, 1, code) };
        var chain = SubmissionChain.Of(session.State);
        var measured = MeasuredCompiler.Compile(session.Notebook, chain, request);
        var emitted = chain.Submissions.Select(new SubmissionEmitter().Emit).Append(measured.Emitted).ToList();
        var notebook = new NotebookCode(measured.Compilation, name => emitted.Find(submission => submission.AssemblyName == name), session.Notebook.DocumentText);
        Frames = new CodeFrames(notebook, new LibraryCode(_libraries, libraries));
        foreach (var submission in emitted)
            _assemblies.Add((AssemblyDefinition.ReadAssembly(new MemoryStream(submission.Image)), ""));

        foreach (var library in libraries)
            _assemblies.Add((AssemblyDefinition.ReadAssembly(library), library));
    }

    public CodeFrames Frames { get; }

    /// <summary>Runs cells, and compiles code after them.</summary>
    public static async Task<CompiledSession> Of(string code, params string[] cells)
    {
        await using var session = await ScriptSession.Start(cells);
        return new CompiledSession(session, code, []);
    }

    /// <summary>A session beside a library, whose code need not be called.</summary>
    public static async Task<CompiledSession> With(string library)
    {
        await using var session = await ScriptSession.Start();
        return new CompiledSession(session, "1", [library]);
    }

    /// <summary>Where an array of that length is made.</summary>
    public CodePlace Making(int length)
    {
        var (method, instruction) = Methods().SelectMany(static method => method.Body.Instructions.Select(instruction => (method, instruction)))
            .Single(at => at.instruction.OpCode.Code == Code.Newarr && at.instruction.Previous.Operand is int constant && constant == length);
        return new CodePlace(MethodOf(method), instruction.Offset);
    }

    /// <summary>The first compiled method whose type and name contain some text.</summary>
    public MethodCode Method(string type, string name) =>
        MethodOf(Methods().First(method => method.DeclaringType.Name.Contains(type, StringComparison.Ordinal) && method.Name.Contains(name, StringComparison.Ordinal)));

    /// <summary>The frame of where an array of that length is made: name, source, line and text.</summary>
    public string? FrameMaking(int length) => Shown(Frames.Of(Making(length)));

    public static string? Shown(CodeFrame? frame) => frame is null ? null : $"{frame.Name} | {frame.Source}:{frame.Line} | {frame.Content}";

    public void Dispose()
    {
        Frames.Dispose();
        _libraries.Dispose();
        foreach (var (assembly, _) in _assemblies)
            assembly.Dispose();
    }

    private IEnumerable<MethodDefinition> Methods() =>
        _assemblies.SelectMany(static assembly => assembly.Assembly.MainModule.GetTypes()).SelectMany(static type => type.Methods).Where(static method => method.HasBody);

    private MethodCode MethodOf(MethodDefinition method) => new(
        method.Module.Assembly.Name.Name, _assemblies.Single(assembly => assembly.Assembly == method.Module.Assembly).Path, method.MetadataToken.ToInt32(),
        method.DeclaringType.FullName.Replace('/', '+'), method.Name, method.IsStatic ? "void  ()" : "instance void  ()");
}
