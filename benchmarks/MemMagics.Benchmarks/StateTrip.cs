using System.Diagnostics;
using System.Reflection;
using MemMagics.Compilation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Session;
using MemMagics.State;
using MemMagics.Wire.State;
using MemMagics.Worker.Loading;
using MemMagics.Worker.State;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Benchmarks;

/// <summary>Takes a session's variable <c>state</c> into a snapshot and out of it again, by the classes that the engine and the worker use.</summary>
internal sealed class StateTrip : INotebookAssemblies, IArrayContents, IDisposable
{
    private static readonly MemitRequest s_request = new() { Code = "state == null" };

    private readonly SubmissionChain _chain;
    private readonly SubmissionEmitter _emitter = new();
    private readonly ReferencedLibraries _libraries = new();
    private readonly EmittedSubmission _measured;
    private readonly MeasurementPlan _plan;
    private readonly NotebookLoadContext _context;
    private SubmissionArray? _submissions;
    private NotebookArrays? _arrays;

    public StateTrip(ScriptState session)
    {
        var notebook = new NotebookSession(session);
        _chain = SubmissionChain.Of(session);
        _measured = MeasuredCompiler.Compile(notebook, _chain, s_request).Emitted;
        _plan = MeasurementPlan.Make(notebook, s_request, _emitter, _libraries, step: null, CancellationToken.None);
        _context = new NotebookLoadContext(_plan.Run);
    }

    /// <summary>Bytes of the last snapshot, the room for arrays that stayed where they were included.</summary>
    public long SnapshotLength { get; private set; }

    bool INotebookAssemblies.HashesAreSame => true;

    /// <returns>Milliseconds that the capture and the rebuild took.</returns>
    public (double Capture, double Rebuild) Run()
    {
        _submissions = null;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var started = Stopwatch.GetTimestamp();
        using var captured = StateCapture.Capture(_chain, _emitter, _measured, reopen: false, CancellationToken.None);
        var capture = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        SnapshotLength = captured.Snapshot.Length;
        _arrays = captured.Snapshot.Arrays;
        _submissions = SubmissionArray.Create(_context, _plan.Run);
        // The worker is another process, whose heap is fresh.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var reader = new SnapshotReader(captured.Snapshot.Path, this, this);
        started = Stopwatch.GetTimestamp();
        reader.Rebuild();
        return (capture, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>The capture alone.</summary>
    public void Capture() => StateCapture.Capture(_chain, _emitter, _measured, reopen: false, CancellationToken.None).Dispose();

    public void Dispose()
    {
        _plan.Dispose();
        _libraries.Dispose();
    }

    Assembly INotebookAssemblies.Load(string simpleName) => _context.LoadFromAssemblyName(new AssemblyName(simpleName));

    object INotebookAssemblies.SubmissionObject(string assemblyName) => _submissions![assemblyName];

    /// <summary>As the engine does for a worker; the worker is this process.</summary>
    bool IArrayContents.Copy(IReadOnlyList<ArrayPlace> places) => _arrays!.CopyTo(Environment.ProcessId, places, CancellationToken.None);
}
