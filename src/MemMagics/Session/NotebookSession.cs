using MemMagics.Wire.Messages;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Session;

/// <summary>The engine's only view of a notebook: its Roslyn script state, and what the state does not know.</summary>
public sealed record NotebookSession
{
    private readonly Lazy<ScriptState> _state;

    /// <summary>A session in that state.</summary>
    /// <param name="state">The state after the last cell that ran.</param>
    public NotebookSession(ScriptState state)
        : this(new Lazy<ScriptState>(state))
    {
    }

    /// <summary>A session that is made when it is needed: to measure a whole program it may not be.</summary>
    /// <param name="state">Makes the state.</param>
    public NotebookSession(Lazy<ScriptState> state) => _state = state;

    /// <summary>The state after the last cell that ran.</summary>
    public ScriptState State => _state.Value;

    /// <summary>Paths of assemblies that were added to the session after its last submission (by referencing a package). Empty when none.</summary>
    public IReadOnlyList<string> AddedReferences { get; init; } = [];

    /// <summary>Folders in which native libraries of referenced packages are found. Empty when none.</summary>
    public IReadOnlyList<string> NativeLibraryFolders { get; init; } = [];

    /// <summary>Folders in which translated resources of packages are found, each in a folder named after a culture. Empty when none.</summary>
    public IReadOnlyList<string> ResourceFolders { get; init; } = [];

    /// <summary>Settings for the host's libraries in a worker, where no host has set them up. Empty when none.</summary>
    public IReadOnlyList<LibrarySetting> LibrarySettings { get; init; } = [];

    /// <summary>
    /// Beginnings of the names of the host's assemblies whose code finds the cell that called it in the execution context. Code that uses none of
    /// them is measured without that context in the notebook's own process. Empty when there are none.
    /// </summary>
    public IReadOnlyList<string> ContextAssemblies { get; init; } = [];

    /// <summary>The program whose code is measured; <see langword="null"/> for a notebook. Its state is what its own start makes it, and the script's variables are what it is called with.</summary>
    public MeasuredProgram? Program { get; init; }

    /// <summary>The command with which a program or a script is measured; <see langword="null"/> for a notebook, whose sentences and magics mean nothing there.</summary>
    public ShellCommand? Shell { get; init; }

    /// <summary>Names the cell of a script whose source has no name; returns <see langword="null"/> for one that it does not know, which is then named by its position in the session.</summary>
    public Func<Script, string?> CellName { get; init; } = static _ => null;

    /// <summary>Whether a script threw when it ran, after which the session went on without it. A replay goes on, too.</summary>
    public Func<Script, bool> Threw { get; init; } = static _ => false;

    /// <summary>The text of a document as its author sees it, given the path of its syntax tree; returns <see langword="null"/> for a document that it does not know.</summary>
    public Func<string, string?> DocumentText { get; init; } = static _ => null;
}
