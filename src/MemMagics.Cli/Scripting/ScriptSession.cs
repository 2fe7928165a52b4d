using System.Collections.Immutable;
using MemMagics.Cli.Display;
using MemMagics.Cli.Terminal;
using MemMagics.Compilation;
using MemMagics.Magics;
using MemMagics.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace MemMagics.Cli.Scripting;

/// <summary>The chain of submissions: what earlier cells defined is there for later ones, also when a cell fails halfway.</summary>
internal sealed class ScriptSession
{
    // System.Numerics is left out: its Vector<T> would make that of every linear algebra library ambiguous.
    private static readonly string[] s_imports =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks",
        typeof(CellFunctions).Namespace!, typeof(CellFunctions).FullName!, FormattingLibrary.Name,
    ];

    /// <summary>How cells are parsed.</summary>
    public static CSharpParseOptions Parsing { get; } = new(CSharpText.Language, kind: SourceCodeKind.Script, preprocessorSymbols: CSharpText.PreprocessorSymbols);

    private readonly ScriptOptions _inherited;
    private readonly Action<string> _found;
    private readonly HashSet<Script> _failed = [];
    private readonly KeptResults _results = new();
    private readonly Dictionary<string, KeptResult> _defined = []; // by the variables that hold them

    // Replaced, never changed: questions about other cells are answered while one runs.
    private volatile IReadOnlyList<string> _addedReferences = [];

    private ScriptSession(ScriptOptions inherited, ScriptState state, Action<string> found)
    {
        _inherited = inherited;
        _found = found;
        State = state;
    }

    /// <summary>The state after the last code that compiled.</summary>
    public ScriptState State { get; private set; }

    /// <summary>Assemblies that were added since <see cref="State"/> came about.</summary>
    public IReadOnlyList<string> AddedReferences => _addedReferences;

    /// <summary>Starts a session with an empty submission: a measurement before any code needs a state, too.</summary>
    /// <param name="folder">The notebook's folder, against which <c>#r</c> and <c>#load</c> are resolved.</param>
    /// <param name="loader">Loads the session's assemblies.</param>
    /// <param name="found">Receives the path of each assembly that the session's code may load.</param>
    public static async Task<ScriptSession> StartAsync(string folder, InteractiveAssemblyLoader loader, Action<string> found)
    {
        // Release, because Debug code allocates where shipped code does not; with symbols, because errors name cell and line.
        var inherited = ScriptOptions.Default
            .WithReferences(ImmutableArray<MetadataReference>.Empty)
            .WithImports()
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithLanguageVersion(CSharpText.Language)
            .WithSdkSymbols()
            .WithEmitDebugInformation(true)
            .WithFileEncoding(ScriptText.Encoding)
            .WithMetadataResolver(new SessionReferenceResolver(folder, found))
            .WithSourceResolver(new CellSourceResolver(folder));
        var first = inherited
            .WithReferences(FrameworkReferences.All.Concat(
                new[] { typeof(Report), typeof(CellFunctions) }.Select(type => type.Assembly.Location).Concat(FormattingLibrary.Files).Select(path => MetadataReference.CreateFromFile(path))))
            .WithImports(s_imports)
            .WithFilePath("session");
        return new ScriptSession(inherited, await CSharpScript.Create("", first, assemblyLoader: loader).RunAsync(), found);
    }

    /// <summary>Makes assemblies known to the code that runs from now on.</summary>
    public void AddReferences(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
            _found(path);
        _addedReferences = [.. _addedReferences.Union(paths)];
    }

    /// <summary>Takes assemblies back that no code has been compiled with since they were added.</summary>
    public void RemoveReferences(IReadOnlyList<string> paths) => _addedReferences = [.. _addedReferences.Except(paths)];

    /// <summary>Runs code as the next submission.</summary>
    /// <param name="code">The code.</param>
    /// <param name="document">Its name.</param>
    /// <param name="scope">Receives what its using declarations are to dispose of.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="wait">Is told when the compiler takes long, and with <see langword="null"/> when it is done.</param>
    /// <exception cref="CompilationErrorException">It does not compile; the session is as it was.</exception>
    public async Task<ScriptOutcome> RunAsync(string code, string document, CellScope scope, CancellationToken cancellationToken = default, Action<string?>? wait = null)
    {
        var readable = ScriptableCode.Of(code, Parsing);
        var script = Continued(readable.Text, document);
        var state = State;

        // Compiled before it runs on threads that can be stopped: the compiler is not to be stopped halfway.
        if (wait is null)
            Compile(script, readable, cancellationToken);
        else
            await LongWait.ForAsync(Task.Run(() => Compile(script, readable, cancellationToken), CancellationToken.None), "compiling the cell", wait);
        State = await StoppableThreads.RunAsync(() => script.RunFromAsync(state, catchException: static _ => true, cancellationToken), cancellationToken);
        _addedReferences = [];
        if (State.Exception is not null)
            _failed.Add(script);
        scope.Add(State, readable.UsingDeclarations);
        return new ScriptOutcome(State.Exception, ScriptResult.IsShown(State), State.ReturnValue);
    }

    /// <summary>Whether a submission of the session threw.</summary>
    public bool Threw(Script submission) => _failed.Contains(submission);

    /// <summary>Whether a name means something to the code that comes next.</summary>
    public bool Knows(string name)
    {
        var compilation = Next("", "names").GetCompilation();
        return compilation.GetSemanticModel(compilation.SyntaxTrees.Last()).LookupSymbols(0, name: name.TrimStart('@')).Length > 0;
    }

    /// <summary>Code as the next submission, not yet run, for questions about it: each character keeps its place.</summary>
    public Script<object> Next(string code, string document) =>
        Continued(ScriptableCode.Of(code, Parsing).Text is var text && text.Length == code.Length ? text : code, document);

    private static void Compile(Script<object> script, ScriptableCode code, CancellationToken cancellationToken)
    {
        var errors = script.Compile(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count == 0)
            errors.AddRange(code.UsingErrors(script.GetCompilation()));
        if (errors.Count > 0)
            throw new CompilationErrorException("The code does not compile.", [.. errors.Select(code.AtOriginalPlace)]);
    }

    /// <summary>Code as it would follow a submission that need not have run.</summary>
    /// <param name="previous">That submission.</param>
    /// <param name="code">The code.</param>
    /// <param name="document">Its name.</param>
    /// <param name="references">Paths of assemblies that no submission before it refers to.</param>
    public Script<object> After(Script previous, string code, string document, IReadOnlyList<string> references)
    {
        // References and imports of earlier submissions are inherited through the chain, so only what is new is given.
        var options = _inherited
            .WithFilePath(document)
            .WithReferences(references.Select(path => MetadataReference.CreateFromFile(path)));
        return previous.ContinueWith<object>(code, options);
    }

    private Script<object> Continued(string code, string document) => After(State.Script, code, document, _addedReferences);

    /// <summary>Keeps what the last expression of the code that ran last has come to, for as long as the session.</summary>
    /// <param name="document">The cell's name.</param>
    /// <param name="value">The value.</param>
    public void Keep(string document, object? value) => _results.Keep(document, new KeptResult(value, State.Script));

    /// <summary>Makes variables of the results that code reads, and has it read those. It is as long as before.</summary>
    /// <param name="code">The code, <c>Out[3].Sum()</c>.</param>
    /// <exception cref="MissingResultException">There is no such result.</exception>
    public async Task<string> WithResultsAsync(string code)
    {
        var uses = ResultUses.In(code, Knows).Where(use => use.Number is not null || _results.Last is not null).ToList();
        foreach (var number in uses.Select(static use => use.Number).Distinct())
        {
            var result = _results.Find(number) ?? throw new MissingResultException(_results.WhyNone(number!.Value));
            var name = ResultUses.NameOf(number);
            if (_defined.GetValueOrDefault(name) == result)
                continue;
            if (!await TryDefineAsync(result.TypeName, name, result.Value))
                await TryDefineAsync("dynamic", name, result.Value);
            _defined[name] = result;
        }

        return ResultUses.Replaced(code, uses);
    }

    /// <returns>Whether the type can be named here, and the value is of it: a later type may have the name of an earlier one.</returns>
    private async Task<bool> TryDefineAsync(string type, string name, object? value)
    {
        try
        {
            await RunAsync($"{type} {name} = default;", "results", new CellScope());
            State.GetVariable(name).Value = value;
            return true;
        }
        catch (Exception e) when (e is CompilationErrorException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Defines a variable of the session and gives it a value.</summary>
    public async Task DefineAsync(string name, Type type, object value, string document)
    {
        await RunAsync($"global::{type.FullName} {name} = null;", document, new CellScope());
        State.GetVariable(name).Value = value;
    }
}
