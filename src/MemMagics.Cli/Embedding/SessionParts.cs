using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Projects;
using MemMagics.Measuring;

namespace MemMagics.Cli.Embedding;

/// <summary>What a running cell works with.</summary>
internal sealed record SessionParts(
    string Folder, ScriptSession Script, SessionPackages Packages, ReferencedProjects Projects, SessionDocuments Documents, MemoryProfiler Profiler);
