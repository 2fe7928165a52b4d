namespace MemMagics.Hosting.Building;

/// <summary>A build that succeeded, and everything that would make the next one come to something else.</summary>
internal sealed record BuildRecord
{
    /// <summary>What it built.</summary>
    public required BuiltProgram Program { get; init; }

    /// <summary>The SDKs that there were, and the environment (<see cref="BuildSurroundings"/>).</summary>
    public required string Surroundings { get; init; }

    /// <summary>Files that it read, or would have read if they had been there; the files that it wrote, or found in packages.</summary>
    public required IReadOnlyList<FileStamp> Files { get; init; }

    /// <summary>Folders in which it looked for files.</summary>
    public required IReadOnlyList<FileStamp> Folders { get; init; }

    /// <summary>Whether a build would come to the same.</summary>
    public bool IsUpToDate()
    {
        if (Surroundings != BuildSurroundings.Now())
            return false;
        foreach (var file in Files)
        {
            if (FileStamp.Of(file.Path).Stamp != file.Stamp)
                return false;
        }

        foreach (var folder in Folders)
        {
            if (FileStamp.OfFolder(folder.Path)?.Stamp != folder.Stamp)
                return false;
        }

        return true;
    }
}
