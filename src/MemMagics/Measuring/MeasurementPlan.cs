using MemMagics.Compilation;
using MemMagics.Instrumentation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Magics;
using MemMagics.Session;
using MemMagics.State;
using MemMagics.Wire.Messages;

namespace MemMagics.Measuring;

/// <summary>A request made ready for workers: compiled, its state captured, its profiled functions woven.</summary>
internal sealed class MeasurementPlan : IDisposable
{
    // A first call that takes longer than this is followed by a warm one only when the user asks for it.
    private static readonly TimeSpan s_longestFirstCall = TimeSpan.FromSeconds(2);

    private readonly CapturedState? _captured;
    private readonly WovenLibraries _libraries;
    private readonly WovenLibraries _program;

    private readonly IReadOnlyList<EmittedSubmission> _earlier;

    private MeasurementPlan(MeasuredSubmission? measured, CapturedState? captured, IReadOnlyList<EmittedSubmission> earlier, LineProfile? profile, RunRequest plainRun, WovenAssembly? program)
    {
        _earlier = earlier;
        Measured = measured;
        _captured = captured;
        Profile = profile;
        _program = new WovenLibraries(program is null ? [] : [program]);
        PlainRun = plainRun with { References = [.. plainRun.References.Select(_program.InsteadOf)] };
        _libraries = new WovenLibraries(profile?.Woven ?? []);
        Run = profile is null ? PlainRun : Woven(plainRun, profile);
    }

    /// <summary>The measured code; <see langword="null"/> for a whole program of which no names and no lines are asked for.</summary>
    public MeasuredSubmission? Measured { get; }

    /// <summary>The line profile of an <c>#!mprun</c>; <see langword="null"/> for <c>#!memit</c>.</summary>
    public LineProfile? Profile { get; }

    /// <summary>The request that each worker gets.</summary>
    public RunRequest Run { get; }

    /// <summary>The same request without line probes.</summary>
    public RunRequest PlainRun { get; }

    /// <summary>The notebook's arrays that are copied into workers on demand; <see langword="null"/> when no state travels.</summary>
    public NotebookArrays? Arrays => _captured?.Snapshot.Arrays;

    /// <summary>The submissions in the build that workers load: those that the code reaches, and the measured one.</summary>
    public IEnumerable<EmittedSubmission> Loaded => Measured is null ? _earlier : _earlier.Append(Measured.Emitted);

    /// <summary>The submissions that run in a Debug build, as the notebook compiled them. Empty for most measurements.</summary>
    public IReadOnlyCollection<DebugBuild> DebugBuilds => _captured?.Builds.DebugBuilds ?? [];

    /// <summary>Compiles the code, finds what it reaches, takes the snapshot, and weaves what is profiled.</summary>
    /// <exception cref="MagicException">The code does not compile, something it reaches cannot travel, or a name to profile means nothing.</exception>
    public static MeasurementPlan Make(
        NotebookSession session, MeasureRequest request, SubmissionEmitter emitter, ReferencedLibraries libraries, Action<string>? step, CancellationToken cancellationToken)
    {
        if (session.Program is { IsWhole: true } program)
            return OfWhole(program, session, request, libraries, step, cancellationToken);

        var chain = SubmissionChain.Of(session);
        var measured = MeasuredCompiler.Compile(session, chain, request);
        cancellationToken.ThrowIfCancellationRequested();
        var given = request.State == StateMode.Replay ? HostVariables.In(chain) : [];
        var captured = request.State == StateMode.Snapshot ? StateCapture.Capture(chain, emitter, measured.Emitted, request.Reopen, cancellationToken)
            : given.Count > 0 ? StateCapture.CaptureVariablesOf(given, chain, emitter, measured.Emitted, cancellationToken)
            : null;
        try
        {
            var builds = captured?.Builds ?? new SubmissionBuilds(emitter);
            var earlier = request.State == StateMode.Snapshot ? captured!.Reached : [.. chain.Submissions.Select(builds.Emit)];
            var profile = request is MprunRequest mprun ? ProfileOf(mprun, measured, earlier, chain, builds, session.Program?.Code, libraries, step, cancellationToken) : null;
            var run = RunOf(session, request, SessionReferences.Of(measured.Compilation), [.. earlier, measured.Emitted]) with
            {
                Submissions = EntriesOf(earlier, given, chain),
                Measured = EntryOf(measured.Emitted),
                Snapshot = captured is null ? null : new SnapshotLocation(captured.Snapshot.Path, captured.Snapshot.Length),
            };
            return new MeasurementPlan(measured, captured, earlier, profile, run, program: null);
        }
        catch
        {
            captured?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _captured?.Dispose();
        _libraries.Dispose();
        _program.Dispose();
    }

    /// <summary>A whole program needs no snapshot and no submission: the worker calls its entry point. It is compiled here only for the names in it.</summary>
    private static MeasurementPlan OfWhole(
        MeasuredProgram program, NotebookSession session, MeasureRequest request, ReferencedLibraries libraries, Action<string>? step, CancellationToken cancellationToken)
    {
        var measured = request is MprunRequest or MemitRequest { Where: not WhereChoice.None } ? MeasuredCompiler.Compile(session, SubmissionChain.Of(session), request) : null;
        var profile = request is not MprunRequest mprun ? null : LineProfile.Prepare(
            mprun.Functions, measured!.Compilation, name => name == measured.Emitted.AssemblyName ? measured.Emitted : null, mprun.Retained, program.Code, libraries,
            [measured.Emitted], step, cancellationToken);
        return new MeasurementPlan(
            measured, captured: null, earlier: [], profile, RunOf(session, request, [program.Code.Path, .. program.Libraries], []), ExitCalls.Redirected(program.Code));
    }

    private static LineProfile ProfileOf(
        MprunRequest request, MeasuredSubmission measured, IReadOnlyList<EmittedSubmission> earlier, SubmissionChain chain, SubmissionBuilds builds,
        ProgramAssembly? program, ReferencedLibraries libraries, Action<string>? step, CancellationToken cancellationToken)
    {
        // Submissions that the code reaches are woven in the build that the worker loads; a function in any other is listed all the same.
        EmittedSubmission? Emitted(string assembly) =>
            earlier.Append(measured.Emitted).FirstOrDefault(submission => submission.AssemblyName == assembly)
            ?? (chain.Find(assembly) is { } unreached ? builds.Emit(unreached) : null);

        return LineProfile.Prepare(request.Functions, measured.Compilation, Emitted, request.Retained, program, libraries, [.. earlier, measured.Emitted], step, cancellationToken);
    }

    private static RunRequest RunOf(
        NotebookSession session, MeasureRequest request, IReadOnlyList<string> references, IEnumerable<EmittedSubmission> submissions) => new()
        {
            Plan = CallPlanOf(request),
            LongestFirstCall = s_longestFirstCall,
            CurrentDirectory = Environment.CurrentDirectory,
            Cultures = SessionCultures.Current(),
            Images = [.. submissions.Select(ImageOf)],
            References = references,
            LibraryFolders = [.. SessionReferences.FoldersOf(references), .. session.ResourceFolders],
            NativeLibraryFolders = session.NativeLibraryFolders,
            LibrarySettings = session.LibrarySettings,
            Submissions = [],
            Replay = request.State == StateMode.Replay,
            Measured = null,
            Program = session.Program is { } program ? StartOf(program) : null,
            FromShell = session.Shell is not null,
            Input = session.Shell?.Input,
            Snapshot = null,
            Probes = [],
            Timeline = request is MemitRequest { Plot: true },
            EndOfPrinted = "",
        };

    private static ProgramStart StartOf(MeasuredProgram program) =>
        new(program.Code.Name, program.Code.Path, program.Dependencies, program.Arguments, program.IsWhole);

    private RunRequest Woven(RunRequest plain, LineProfile profile)
    {
        var woven = profile.Woven.Where(assembly => assembly.LibraryPath is null).ToDictionary(assembly => assembly.AssemblyName, StringComparer.OrdinalIgnoreCase);
        using var tables = new MemoryStream();
        using (var writer = new BinaryWriter(tables))
            profile.Tables.Write(writer);

        return plain with
        {
            Images =
            [
                .. plain.Images.Where(image => !woven.ContainsKey(image.Name)),
                .. woven.Values.Select(assembly => new AssemblyImage(assembly.AssemblyName, assembly.Image, assembly.Symbols ?? [])),
            ],
            References = [.. plain.References.Select(_libraries.InsteadOf).Select(_program.InsteadOf)],
            Probes = tables.ToArray(),
        };
    }

    private static CallPlan CallPlanOf(MeasureRequest request) => request switch
    {
        { State: StateMode.Replay } or { Call: CallChoice.Cold } => CallPlan.FirstOnly,
        { Call: CallChoice.Warm } => CallPlan.Both,
        _ => CallPlan.WarmIfQuick,
    };

    private static AssemblyImage ImageOf(EmittedSubmission submission) => new(submission.AssemblyName, submission.Image, submission.Symbols);

    private static IReadOnlyList<SubmissionEntry> EntriesOf(IReadOnlyList<EmittedSubmission> earlier, IReadOnlyList<Submission> given, SubmissionChain chain)
    {
        var slots = given.Select(submission => submission.Slot).ToHashSet();
        return [.. earlier.OrderBy(submission => submission.Slot).Select(submission =>
            EntryOf(submission) with { Runs = !slots.Contains(submission.Slot), Threw = chain.Find(submission.AssemblyName) is { Threw: true } })];
    }

    private static SubmissionEntry EntryOf(EmittedSubmission submission) =>
        new(submission.Slot, submission.AssemblyName, submission.SubmissionTypeName);
}
