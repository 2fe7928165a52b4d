using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;
using MemMagics.Measuring;

namespace MemMagics.Cli.Embedding;

/// <summary>What a running cell works with.</summary>
internal sealed record SessionParts(ScriptSession Script, CellReferences References, SessionDocuments Documents, MemoryProfiler Profiler)
{
    /// <summary>The notebook's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The texts that the notebook keeps with <c>#!value</c>, by name.</summary>
    public required Dictionary<string, StoredValue> Values { get; init; }

    /// <summary>Whom the cell asks.</summary>
    public required ICellInput Input { get; init; }

    /// <summary>Whether cells may have the shell run commands.</summary>
    public required bool AllowsShell { get; init; }
}
