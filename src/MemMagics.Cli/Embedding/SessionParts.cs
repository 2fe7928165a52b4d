using MemMagics.Cli.Scripting;
using MemMagics.Measuring;

namespace MemMagics.Cli.Embedding;

/// <summary>What a running cell works with.</summary>
internal sealed record SessionParts(
    string Folder, ScriptSession Script, SessionPackages Packages, SessionProjects Projects, SessionDocuments Documents, MemoryProfiler Profiler);
