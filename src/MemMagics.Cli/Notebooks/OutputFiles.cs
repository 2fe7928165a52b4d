namespace MemMagics.Cli.Notebooks;

/// <summary>The files that one command writes, none of which may replace another one.</summary>
internal static class OutputFiles
{
    /// <summary>Which of several options would replace what another one has written, as a sentence; <see langword="null"/> when none would.</summary>
    /// <param name="files">The files, and the option that names each. Those that are <see langword="null"/> are not asked for.</param>
    public static string? Collision(params IReadOnlyList<(string? Path, string Option)> files)
    {
        for (var i = 0; i < files.Count; i++)
        {
            var earlier = files.Take(i).FirstOrDefault(other => Collide(other.Path, files[i].Path));
            if (earlier.Path is not null)
                return $"'{files[i].Path}' cannot be written by {files[i].Option}: {earlier.Option} writes to it{(earlier.Option == files[i].Option ? " already" : ", too")}. Name another file.";
        }

        return null;
    }

    /// <summary>Whether both are one file. What is no file (a device, a pipe) takes one text after another.</summary>
    public static bool Collide(string? one, string? other) => one is { Length: > 0 } && other is { Length: > 0 } && WholeFile.IsSame(one, other) && !WholeFile.IsStream(one);
}
