namespace MemMagics.Hosting.Building;

/// <summary>A <see cref="BuildRecord"/> as lines of a name, a tab and a value. Not JSON, because reading that takes a fresh process ten times as long as looking at all the files.</summary>
internal static class BuildRecordText
{
    /// <summary>The record as text; <see langword="null"/> when a path has a line break in it.</summary>
    public static string? Write(BuildRecord record)
    {
        var program = record.Program;
        List<(string Name, string? Value)> lines =
        [
            (nameof(record.Surroundings), record.Surroundings),
            (nameof(program.Name), program.Name),
            (nameof(program.Project), program.Project),
            (nameof(program.Assembly), program.Assembly),
            (nameof(program.RuntimeConfiguration), program.RuntimeConfiguration),
            (nameof(program.Dependencies), program.Dependencies),
            (nameof(program.TargetFramework), program.TargetFramework),
            (nameof(program.IsWeb), program.IsWeb ? "" : null),
            (nameof(program.IsTest), program.IsTest ? "" : null),
            .. Lines(nameof(program.Frameworks), program.Frameworks),
            .. Lines(nameof(program.Libraries), program.Libraries),
            .. Lines(nameof(program.NativeLibraryFolders), program.NativeLibraryFolders),
            .. Lines(nameof(program.ResourceFolders), program.ResourceFolders),
            .. Lines(nameof(program.Usings), program.Usings),
            .. Lines(nameof(program.Sources), program.Sources),
            .. Lines(nameof(program.Notes), program.Notes),
            .. Lines(nameof(record.Files), record.Files.Select(static file => $"{file.Stamp}\t{file.Path}")),
            .. Lines(nameof(record.Folders), record.Folders.Select(static folder => $"{folder.Stamp}\t{folder.Path}")),
        ];
        lines.RemoveAll(static line => line.Value is null);
        return lines.Exists(static line => line.Value!.AsSpan().ContainsAny('\r', '\n')) ? null : string.Concat(lines.Select(static line => $"{line.Name}\t{line.Value}\n"));
    }

    /// <exception cref="FormatException">It is no such text.</exception>
    public static BuildRecord Read(string text)
    {
        var lines = new Dictionary<string, List<string>>();
        foreach (var line in text.Split('\n'))
        {
            if (line.IndexOf('\t') is not (> 0 and var tab))
                continue;
            if (!lines.TryGetValue(line[..tab], out var values))
                lines.Add(line[..tab], values = []);
            values.Add(line[(tab + 1)..]);
        }

        return new BuildRecord
        {
            Program = new BuiltProgram
            {
                Name = One(nameof(BuiltProgram.Name)),
                Project = One(nameof(BuiltProgram.Project)),
                Assembly = One(nameof(BuiltProgram.Assembly)),
                RuntimeConfiguration = Perhaps(nameof(BuiltProgram.RuntimeConfiguration)),
                Dependencies = Perhaps(nameof(BuiltProgram.Dependencies)),
                TargetFramework = One(nameof(BuiltProgram.TargetFramework)),
                IsWeb = Perhaps(nameof(BuiltProgram.IsWeb)) is not null,
                IsTest = Perhaps(nameof(BuiltProgram.IsTest)) is not null,
                Frameworks = All(nameof(BuiltProgram.Frameworks)),
                Libraries = All(nameof(BuiltProgram.Libraries)),
                NativeLibraryFolders = All(nameof(BuiltProgram.NativeLibraryFolders)),
                ResourceFolders = All(nameof(BuiltProgram.ResourceFolders)),
                Usings = All(nameof(BuiltProgram.Usings)),
                Sources = All(nameof(BuiltProgram.Sources)),
                Notes = All(nameof(BuiltProgram.Notes)),
            },
            Surroundings = One(nameof(BuildRecord.Surroundings)),
            Files = Stamps(nameof(BuildRecord.Files)),
            Folders = Stamps(nameof(BuildRecord.Folders)),
        };

        List<string> All(string name) => lines.TryGetValue(name, out var values) ? values : [];
        string? Perhaps(string name) => lines.TryGetValue(name, out var values) ? values[0] : null;
        string One(string name) => Perhaps(name) ?? throw new FormatException($"There is no {name}.");
        List<FileStamp> Stamps(string name) => All(name).ConvertAll(static value =>
            value.IndexOf('\t') is >= 0 and var tab ? new FileStamp(value[(tab + 1)..], value[..tab]) : throw new FormatException("There is no stamp."));
    }

    private static IEnumerable<(string Name, string? Value)> Lines(string name, IEnumerable<string> values) => values.Select(value => (name, (string?)value));
}
