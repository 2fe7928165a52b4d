namespace MemMagics.Hosting.Building;

/// <summary>What is to be built: a file-based app or a project.</summary>
/// <param name="Path">Path of the <c>.cs</c> file, of the project file, or of the folder with one project file.</param>
/// <param name="Framework">The target framework to build, of a project that has several; <see langword="null"/> to choose the one to measure with.</param>
public sealed record ProgramSource(string Path, string? Framework = null)
{
    /// <summary>The folder that a relative path starts from, and that places in errors are written from.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;
}
