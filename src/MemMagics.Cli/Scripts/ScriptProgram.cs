using MemMagics.Cli.Embedding;
using MemMagics.Cli.Packages;
using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;
using MemMagics.Hosting.Projects;
using MemMagics.Hosting.Sdk;
using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Scripts;

/// <summary>A script as the engine sees it: a session in which its directives have been carried out, and its code.</summary>
internal sealed class ScriptProgram : IDisposable
{
    public const string Extension = ".csx";

    private const string Arguments = "System.Collections.Generic.IList<string> Args = null; string[] args = null;";

    private readonly NativeLibraries _natives = new();
    private readonly ManagedLibraries _libraries = new();
    private readonly ScriptFile _file;

    private ScriptProgram(ScriptFile file) => _file = file;

    /// <summary>The session.</summary>
    public NotebookSession Session { get; private set; } = null!;

    /// <summary>The script's code, without its directives.</summary>
    public string Code => _file.Code;

    /// <summary>All of the file's text.</summary>
    public string Text => _file.Text;

    /// <summary>Where the code stands.</summary>
    public CodeOrigin Origin => new(_file.Name, DocumentText: _file.Text);

    public static bool Is(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a script and makes a session for it. Scripts that it loads run in the session; it does not.</summary>
    /// <param name="path">The script's path as given.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="call">The code that is to be measured with the script's declarations in sight; <see langword="null"/> for the script itself.</param>
    /// <param name="output">Receives what is being waited for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MagicException">It cannot be read, does not compile, or does not let the call be measured.</exception>
    public static async Task<ScriptProgram> StartAsync(string path, IReadOnlyList<string> arguments, string? call, ICellOutput output, CancellationToken cancellationToken)
    {
        var program = new ScriptProgram(ScriptFile.Read(path));
        try
        {
            await program.PrepareAsync(arguments, call, output, cancellationToken);
            return program;
        }
        catch (Exception e)
        {
            program.Dispose();
            if (e is CompilationErrorException errors)
                throw new MagicException(ErrorText.Of(errors).Message, e);
            if (e is LibraryException or BuildException)
                throw new MagicException(e.Message, e);
            throw;
        }
    }

    public void Dispose()
    {
        _natives.Dispose();
        _libraries.Dispose();
    }

    private async Task PrepareAsync(IReadOnlyList<string> arguments, string? call, ICellOutput output, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(_file.Name))!;
        var references = new CellReferences(
            folder, new SessionPackages(new PackageRestore(new PackageCache(UserCache.Folder), folder), _natives, _libraries), new ReferencedProjects(new ProgramBuild(), _natives, _libraries));
        var session = await ScriptSession.StartAsync(folder, _libraries.Loader, _libraries.Add);
        await references.AddAsync(_file.Directives, session, output, cancellationToken);
        await RunAsync(session, Arguments, "session", cancellationToken);
        session.State.GetVariable("Args").Value = arguments.ToList();
        session.State.GetVariable("args").Value = arguments.ToArray();
        if (!string.IsNullOrWhiteSpace(_file.Preparation))
            await RunAsync(session, _file.Preparation, _file.Name, cancellationToken);
        if (call is not null)
            await DeclareAsync(session, call, cancellationToken);

        Session = new NotebookSession(session.State)
        {
            AddedReferences = session.AddedReferences,
            NativeLibraryFolders = references.NativeFolders,
            ResourceFolders = references.ResourceFolders,
            DocumentText = document => document == _file.Name ? _file.Text : null,
        };
    }

    private async Task DeclareAsync(ScriptSession session, string call, CancellationToken cancellationToken)
    {
        var script = session.Next(_file.Code, _file.Name);
        var compilation = script.GetCompilation();
        if (compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList() is { Count: > 0 } errors)
            throw new CompilationErrorException("The script does not compile.", [.. errors]);
        var declarations = new ScriptDeclarations(compilation);
        if (declarations.ObstacleIn(script.ContinueWith(call).GetCompilation(), _file.Name) is { } obstacle)
            throw new MagicException(obstacle);
        await RunAsync(session, declarations.Code, _file.Name, cancellationToken);
    }

    private static async Task RunAsync(ScriptSession session, string code, string document, CancellationToken cancellationToken)
    {
        var outcome = await session.RunAsync(code, document, new CellScope(), cancellationToken);
        if (outcome.Exception is { } exception)
            throw new MagicException($"A script that {document} loads failed: {ErrorText.Of(exception).Text}", exception);
    }
}
