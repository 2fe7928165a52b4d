using System.Diagnostics;
using MemMagics.Compilation;
using MemMagics.Instrumentation;
using MemMagics.Magics;
using MemMagics.Platform;
using MemMagics.Reports.Plots;
using MemMagics.Session;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;

namespace MemMagics.Watching;

/// <summary>
/// A copy of a program that records when some of its functions begin and end, and how much memory is resident then. It runs as the program does:
/// in its own process, with its own standard streams, and takes the program's own folder for its own.
/// </summary>
public sealed class FunctionMarking : IDisposable
{
    private const string RecordName = "functions.memmagics";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("memmagics-");
    private readonly FunctionProfile _profile;

    private FunctionMarking(ProgramAssembly program, Func<FunctionRecorder, FunctionProfile> weave)
    {
        try
        {
            var own = Path.GetDirectoryName(program.Path)! + Path.DirectorySeparatorChar;
            var recorder = new FunctionRecorder([typeof(HostPlatform).Assembly.Location, typeof(FunctionProbe).Assembly.Location], Path.Combine(_folder.FullName, RecordName), own);
            _profile = weave(recorder);
            FunctionRecording.Create(recorder.File, _profile.Functions.Count, BodiesOf(_profile));
            foreach (var woven in _profile.Woven)
                File.WriteAllBytes(Path.Combine(_folder.FullName, Path.GetFileName(woven.LibraryPath!)), woven.Image);
            NeighbourLinks.Create(_folder.FullName, own);
            Program = Path.Combine(_folder.FullName, Path.GetFileName(program.Path));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Path of the program's assembly, to be started in place of the original. It lies beside links to all that the original lies beside.</summary>
    public string Program { get; }

    /// <summary>Sentences on functions that are not marked. Empty when all are.</summary>
    public IReadOnlyList<string> Notes => _profile.Notes;

    /// <summary>Makes the copy.</summary>
    /// <param name="session">A session in whose context the program's types and functions are in sight (<see cref="NotebookSession.Program"/>).</param>
    /// <param name="functions">C# names of what to mark, as <c>#!mprun -f</c> takes them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MagicException">A name means nothing, or it has no code that could be marked.</exception>
    public static FunctionMarking Prepare(NotebookSession session, IReadOnlyList<string> functions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var program = session.Program?.Code ?? throw new ArgumentException("This is the session of no program.", nameof(session));
        var context = MeasuredCompiler.Compile(session, SubmissionChain.Of(session), new MemitRequest { Code = "0" });
        return new FunctionMarking(program, recorder => LineProfile.PrepareFunctions(functions, context.Compilation, program, recorder, cancellationToken));
    }

    /// <summary>What was recorded, when the program has ended.</summary>
    /// <param name="startedAt">Its start, as a <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="end">Its last moment, and what was resident then: there ends what it did not end itself.</param>
    /// <returns>In the order in which they began. Many short calls that lie close together are one mark.</returns>
    public IReadOnlyList<FunctionMark> Marks(long startedAt, Reports.MemorySample end)
    {
        ArgumentNullException.ThrowIfNull(end);
        using var recording = FunctionRecording.Open(Path.Combine(_folder.FullName, RecordName));
        return
        [
            .. from function in Enumerable.Range(0, _profile.Functions.Count)
               from run in recording.RunsOf(function)
               orderby run.Begin
               let hasEnded = run.End >= run.Begin
               select new FunctionMark(
                   _profile.Functions[function], Stopwatch.GetElapsedTime(startedAt, run.Begin), hasEnded ? Stopwatch.GetElapsedTime(startedAt, run.End) : end.Elapsed,
                   run.ResidentAtBegin, hasEnded ? run.ResidentAtEnd : end.Resident, run.Calls),
        ];
    }

    /// <summary>Deletes the copy.</summary>
    public void Dispose() => NeighbourLinks.Remove(_folder);

    /// <summary>The stub that starts a state machine is left at the first <c>await</c>: the machine's own code is the function.</summary>
    private static IReadOnlyList<(int Function, BodyKind Kind)> BodiesOf(FunctionProfile profile)
    {
        var machines = profile.Bodies.Where(static body => body.Kind == BodyKind.Resumption).Select(static body => body.Function).ToHashSet();
        return [.. profile.Bodies.Select(body => body.Kind == BodyKind.Call && machines.Contains(body.Function) ? body with { Kind = BodyKind.Part } : body)];
    }
}
