using MemMagics.Hosting.Sdk;
using MemMagics.Reports;

namespace MemMagics.Hosting.Building;

/// <summary>Remembers what was built and of what, so that a program that has not changed is not built again: even to find nothing to do takes the SDK two seconds.</summary>
/// <param name="folder">Where; by default in the user's own cache.</param>
public sealed class BuildCache(string? folder = null)
{
    // Changes when more is remembered of a build than before.
    private const string FormatVersion = "1";

    private readonly string _folder = Path.Combine(folder ?? UserCache.Folder, "builds");

    /// <summary>What was built of a program; <see langword="null"/> when that is unknown or no longer what a build would come to.</summary>
    internal BuiltProgram? Find(BuildTarget target, string? framework)
    {
        try
        {
            var record = BuildRecordText.Read(File.ReadAllText(FileOf(target, framework)));
            return record.IsUpToDate() ? record.Program : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <param name="target">What was built.</param>
    /// <param name="framework">The target framework that was asked for.</param>
    /// <param name="facts">The project after its build.</param>
    /// <param name="program">What was built of it.</param>
    /// <param name="begun">When the build began. What was written since may have come too late for it.</param>
    internal void Keep(BuildTarget target, string? framework, BuildFacts facts, BuiltProgram program, DateTime begun)
    {
        try
        {
            if (RecordOf(facts, program, begun) is not { } record || BuildRecordText.Write(record) is not { } text)
                return;
            Directory.CreateDirectory(_folder);
            WholeFile.Write(FileOf(target, framework), text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs the next run a few seconds, nothing else.
        }
    }

    private static BuildRecord? RecordOf(BuildFacts facts, BuiltProgram program, DateTime begun)
    {
        if (BuildInputs.Find(facts, program) is not var (inputs, outputs, folders))
            return null;
        var read = inputs.Select(FileStamp.Of).ToList();
        var looked = folders.Select(FileStamp.OfFolder).OfType<FileStamp>().ToList();
        if (looked.Count < folders.Count || read.Concat(looked).Any(stamp => stamp.Written >= begun))
            return null;
        return new BuildRecord { Program = program, Surroundings = BuildSurroundings.Now(), Files = [.. read, .. outputs.Select(FileStamp.Of)], Folders = looked };
    }

    private string FileOf(BuildTarget target, string? framework) =>
        Path.Combine(_folder, $"{BuildSurroundings.Digest([FormatVersion, target.Path, framework ?? ""])}.txt");
}
