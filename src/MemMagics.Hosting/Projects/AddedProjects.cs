namespace MemMagics.Hosting.Projects;

/// <summary>What a cell's projects bring to its session.</summary>
/// <param name="Assemblies">Paths of the assemblies that are new to it. Empty when it has all of them already.</param>
/// <param name="Notes">Sentences that the author should see. Empty when there are none.</param>
public sealed record AddedProjects(IReadOnlyList<string> Assemblies, IReadOnlyList<string> Notes);
