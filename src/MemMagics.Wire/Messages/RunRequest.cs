namespace MemMagics.Wire.Messages;

/// <summary>Everything that a worker needs to measure one piece of code.</summary>
public sealed record RunRequest
{
    /// <summary>Which calls to make.</summary>
    public required CallPlan Plan { get; init; }

    /// <summary>With <see cref="CallPlan.WarmIfQuick"/>: the longest first call that is followed by a warm one.</summary>
    public required TimeSpan LongestFirstCall { get; init; }

    /// <summary>The notebook's current directory.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>Environment variables to set before anything of the notebook runs.</summary>
    public IReadOnlyList<EnvironmentChange> Environment { get; init; } = [];

    /// <summary>The notebook's cultures.</summary>
    public required SessionCultures Cultures { get; init; }

    /// <summary>Assemblies that come as bytes: submissions, woven libraries.</summary>
    public required IReadOnlyList<AssemblyImage> Images { get; init; }

    /// <summary>Assemblies that are loaded from their files on demand: the references that are not the framework's.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Folders of the files that the notebook refers to: what those need may lie beside them.</summary>
    public IReadOnlyList<string> LibraryFolders { get; init; } = [];

    /// <summary>Folders with native libraries.</summary>
    public required IReadOnlyList<string> NativeLibraryFolders { get; init; }

    /// <summary>Settings for libraries, applied when they are loaded.</summary>
    public IReadOnlyList<LibrarySetting> LibrarySettings { get; init; } = [];

    /// <summary>The earlier submissions that the code reaches, in ascending order of slot.</summary>
    public required IReadOnlyList<SubmissionEntry> Submissions { get; init; }

    /// <summary>Whether the earlier submissions are run (replay) instead of filled from <see cref="Snapshot"/>, which then holds only what running them cannot restore.</summary>
    public required bool Replay { get; init; }

    /// <summary>The submission with the measured code, as <see cref="MeasuredCode"/> finds it there; <see langword="null"/> when the entry point of <see cref="Program"/> is measured, or nothing of anybody's.</summary>
    public required SubmissionEntry? Measured { get; init; }

    /// <summary>The program whose code is measured; <see langword="null"/> for a notebook's.</summary>
    public ProgramStart? Program { get; init; }

    /// <summary>Whether a program or a script is measured, from a shell; otherwise code of a notebook.</summary>
    public bool FromShell { get; init; }

    /// <summary>Path of the file that is the standard input of what is measured; <see langword="null"/> for none.</summary>
    public string? Input { get; init; }

    /// <summary>The session's values; <see langword="null"/> when none travel.</summary>
    public required SnapshotLocation? Snapshot { get; init; }

    /// <summary>The line probes' tables as <c>ProbeTables</c> writes them; empty when no lines are profiled.</summary>
    public required byte[] Probes { get; init; }

    /// <summary>Whether resident memory is sampled over time.</summary>
    public required bool Timeline { get; init; }

    /// <summary>Whether the run waits for the engine right before and right after the last call; not combined with <see cref="CallPlan.WarmIfQuick"/>.</summary>
    public bool Observed { get; init; }

    /// <summary>The mark that is written to standard error after everything that the code printed.</summary>
    public required string EndOfPrinted { get; init; }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)Plan);
        writer.Write(LongestFirstCall.Ticks);
        writer.Write(CurrentDirectory);
        writer.WriteList(Environment, static (to, change) => change.Write(to));
        Cultures.Write(writer);
        writer.WriteList(Images, static (to, image) => image.Write(to));
        writer.WriteList(References, static (to, path) => to.Write(path));
        writer.WriteList(LibraryFolders, static (to, path) => to.Write(path));
        writer.WriteList(NativeLibraryFolders, static (to, path) => to.Write(path));
        writer.WriteList(LibrarySettings, static (to, setting) => setting.Write(to));
        writer.WriteList(Submissions, static (to, submission) => submission.Write(to));
        writer.Write(Replay);
        writer.Write(Measured is not null);
        Measured?.Write(writer);
        writer.Write(Program is not null);
        Program?.Write(writer);
        writer.Write(FromShell);
        writer.Write(Input ?? "");
        writer.Write(Snapshot is not null);
        Snapshot?.Write(writer);
        writer.WriteBytes(Probes);
        writer.Write(Timeline);
        writer.Write(Observed);
        writer.Write(EndOfPrinted);
    }

    public static RunRequest Read(BinaryReader reader) => new()
    {
        Plan = (CallPlan)reader.ReadByte(),
        LongestFirstCall = new TimeSpan(reader.ReadInt64()),
        CurrentDirectory = reader.ReadString(),
        Environment = reader.ReadList(EnvironmentChange.Read),
        Cultures = SessionCultures.Read(reader),
        Images = reader.ReadList(AssemblyImage.Read),
        References = reader.ReadList(static from => from.ReadString()),
        LibraryFolders = reader.ReadList(static from => from.ReadString()),
        NativeLibraryFolders = reader.ReadList(static from => from.ReadString()),
        LibrarySettings = reader.ReadList(LibrarySetting.Read),
        Submissions = reader.ReadList(SubmissionEntry.Read),
        Replay = reader.ReadBoolean(),
        Measured = reader.ReadBoolean() ? SubmissionEntry.Read(reader) : null,
        Program = reader.ReadBoolean() ? ProgramStart.Read(reader) : null,
        FromShell = reader.ReadBoolean(),
        Input = reader.ReadString() is { Length: > 0 } input ? input : null,
        Snapshot = reader.ReadBoolean() ? SnapshotLocation.Read(reader) : null,
        Probes = reader.ReadBytes(),
        Timeline = reader.ReadBoolean(),
        Observed = reader.ReadBoolean(),
        EndOfPrinted = reader.ReadString(),
    };
}
