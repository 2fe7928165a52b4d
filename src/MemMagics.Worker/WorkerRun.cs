using System.Reflection;
using System.Runtime.ExceptionServices;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;
using MemMagics.Wire.State;
using MemMagics.Worker.Isolation;
using MemMagics.Worker.Loading;
using MemMagics.Worker.Metering;
using MemMagics.Worker.Origins;
using MemMagics.Worker.Probes;
using MemMagics.Worker.State;

namespace MemMagics.Worker;

/// <summary>One run of measured code: the first call, and the warm one on state rebuilt from the snapshot.</summary>
internal sealed class WorkerRun : INotebookAssemblies
{
    private readonly RunRequest _request;
    private readonly IEngine _engine;
    private readonly NotebookLoadContext _context;
    private readonly CallSurroundings _surroundings;
    private readonly Meter _meter;
    private SubmissionArray? _submissions;
    private StaticState? _statics;

    public WorkerRun(RunRequest request, IEngine engine)
    {
        _request = request;
        _engine = engine;
        _meter = new Meter { BallastTaken = bytes => engine.Send(MessageKind.Ballast, writer => writer.Write(bytes)) };
        _context = new NotebookLoadContext(request);
        _surroundings = new CallSurroundings(request);
    }

    /// <summary>Makes the run and sends every result as soon as it is known.</summary>
    public void Execute()
    {
        try
        {
            _surroundings.Restore();
            if (_request.Program is { } program)
                ProgramProcess.Prepare(program, name => _context.LoadFromAssemblyName(new AssemblyName(name)));
            if (_request.FromShell)
                ShellInput.Prepare(_request.Input);
            CastCache.Grow();
            ExpressionCaches.GrowFor(_request.Images);
            using var snapshot = _request.Snapshot is { } location ? new SnapshotReader(location.Path, this, _engine) : null;
            using var probes = _request.Probes.Length > 0 ? ProbeSession.Start(ReadTables()) : null;
            if (Call(MessageKind.FirstCall, snapshot, probes) && WarmCallIsDue())
            {
                PoolThreads.Settle();
                _surroundings.Restore();
                CallWarm(snapshot, probes);
            }

            Conclude();
        }
        catch (HashesDifferException)
        {
            _engine.Send(MessageKind.HashesDiffer);
        }
        catch (Exception e)
        {
            _engine.Send(MessageKind.Refused, writer => writer.Write(Sentence(Cause.Of(e))));
        }
    }

    Assembly INotebookAssemblies.Load(string simpleName) => _context.LoadFromAssemblyName(new AssemblyName(simpleName));

    bool INotebookAssemblies.HashesAreSame => HashAgreement.Holds;

    object INotebookAssemblies.SubmissionObject(string assemblyName) => _submissions![assemblyName];

    private void CallWarm(SnapshotReader? snapshot, ProbeSession? probes)
    {
        try
        {
            _statics!.Clear();
            Call(MessageKind.WarmCall, snapshot, probes);
        }
        catch (NoWarmCallException) when (_request.Plan == CallPlan.WarmIfQuick)
        {
            // Nobody asked for this call: the first one is reported.
        }
    }

    /// <returns>Whether the code ended without an exception.</returns>
    private bool Call(MessageKind kind, SnapshotReader? snapshot, ProbeSession? probes)
    {
        _submissions = SubmissionArray.Create(_context, _request);
        snapshot?.Rebuild();
        if (_request.Replay)
            _submissions.Replay(_request);
        var code = CodeOf(_submissions);
        if (_statics is null)
            (_statics = new StaticState(Notebook(), snapshot?.StaticHolders().ToHashSet() ?? [])).Begin();
        else if (_request.Measured is { } measured)
            _statics.Initialise(_submissions.MeasuredMethod(measured));
        var call = CallMeasurement.Of(code);
        var timeline = _request.Timeline ? new ResidentTimeline() : null;
        if (probes is not null)
        {
            _context.BindProbe();
            probes.Reset();
        }

        var observer = _request.Observed && IsLast(kind) ? new ObservedCall(_engine, _meter) : null;
        if (_request.Program is { IsWhole: true })
        {
            _context.BindProbe();
            ProgramProcess.AtExit = () => EndWithProgram(kind, observer, timeline, probes);
        }

        var failure = call.Run(_meter, observer);
        ProgramProcess.AtExit = null;
        GC.KeepAlive(_submissions);
        Send(kind, failure, timeline, probes);
        return failure is null;
    }

    /// <summary>The program has ended its process (<see cref="Environment.Exit"/>), which is how its call ends.</summary>
    private void EndWithProgram(MessageKind kind, ObservedCall? observer, ResidentTimeline? timeline, ProbeSession? probes)
    {
        ProgramProcess.AtExit = null;
        LineProbe.LeaveAll();
        _meter.End(observer);
        if (!ProgramProcess.IsEnding)
            observer?.AfterCall(); // the runtime of a process that ends answers the engine no more
        Send(kind, failure: null, timeline, probes);
        Conclude();
        Program.Finish(_request, _engine);
    }

    /// <summary>What is known when the last call has ended.</summary>
    private void Conclude()
    {
        if (DebugLibraries.LoadedIn(_context, _request) is { Count: > 0 } libraries)
            _engine.Send(MessageKind.DebugLibraries, writer => writer.WriteList(libraries, static (to, name) => to.Write(name)));
    }

    private void Send(MessageKind kind, ExceptionDispatchInfo? failure, ResidentTimeline? timeline, ProbeSession? probes)
    {
        var samples = timeline?.Stop(_meter);
        if (failure is null)
            _engine.Send(kind, _meter.Figures!.Write);
        else
            _engine.Send(MessageKind.Threw, ThrownException.Of(failure.SourceException).Write);

        if (failure is null && _request.Program is { IsWhole: true })
            _engine.Send(MessageKind.ExitCode, static writer => writer.Write(Environment.ExitCode));

        if (samples is not null)
            _engine.Send(MessageKind.Timeline, writer => writer.WriteList(samples, static (to, sample) => sample.Write(to)));

        if (probes is not null)
            _engine.Send(MessageKind.Probes, probes.Collect().Write);
    }

    private List<Assembly> Notebook() =>
        [.. _request.Submissions.Append(_request.Measured).OfType<SubmissionEntry>().Select(submission => _context.LoadFromAssemblyName(new AssemblyName(submission.Assembly)))];

    private Delegate CodeOf(SubmissionArray submissions) => _request switch
    {
        { Measured: { } measured } => submissions.CreateMeasured(measured),
        { Program: { } program } => ProgramCode.Of(_context.LoadFromAssemblyName(new AssemblyName(program.Assembly)), [.. program.Arguments]),
        _ => static () => new object(),
    };

    private bool WarmCallIsDue() => _request.Plan switch
    {
        CallPlan.FirstOnly => false,
        CallPlan.WarmIfQuick => _meter.Figures!.Elapsed <= _request.LongestFirstCall,
        _ => true,
    };

    private bool IsLast(MessageKind call) => call == MessageKind.WarmCall || _request.Plan == CallPlan.FirstOnly;

    private ProbeTables ReadTables()
    {
        using var reader = new BinaryReader(new MemoryStream(_request.Probes, writable: false));
        return ProbeTables.Read(reader);
    }

    private static string Place(Exception exception) =>
        ThrownException.Of(exception).Frames.LastOrDefault(static frame => frame.Line > 0) is { } frame ? $" in {frame.Document}, line {frame.Line}" : "";

    private string Sentence(Exception exception) => exception switch
    {
        SnapshotException or NoWarmCallException => BoundedText.Cut(exception.Message),
        ThreadInterruptedException when !_request.Replay => "The measured code interrupts the thread that it runs on (Thread.Interrupt) again and again, so nothing can be measured on it.",
        _ when _request.Replay => $"Running the earlier cells again failed{Place(exception)}: {Described(exception)}",
        _ => $"The session could not be rebuilt in the worker: {Described(exception)}",
    };

    private static string Described(Exception exception) => $"{CSharpName.Of(exception.GetType())}: {ExceptionMessage.Of(exception)}";
}
