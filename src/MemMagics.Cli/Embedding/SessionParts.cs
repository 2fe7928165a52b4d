using MemMagics.Cli.Scripting;
using MemMagics.Measuring;

namespace MemMagics.Cli.Embedding;

/// <summary>What a running cell works with.</summary>
internal sealed record SessionParts(ScriptSession Script, CellReferences References, SessionDocuments Documents, MemoryProfiler Profiler);
