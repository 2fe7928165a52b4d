using System.Reflection;
using System.Runtime.Loader;
using MemMagics.Compilation;
using MemMagics.Magics;
using MemMagics.Session;
using MemMagics.State;
using MemMagics.Wire;
using MemMagics.Wire.State;
using MemMagics.Worker.State;

namespace MemMagics.Tests.State;

/// <summary>
/// A real session whose state travels: code is compiled as the session's next submission, what it reaches is captured, and
/// rebuilt in a load context of its own by the class that the worker uses. Only the process is the same.
/// </summary>
internal sealed class Trip : IAsyncDisposable
{
    private readonly ScriptSession _session;
    private readonly SubmissionEmitter _emitter = new();

    private Trip(ScriptSession session) => _session = session;

    public static async Task<Trip> Of(params string[] cells) => new(await ScriptSession.Start(cells));

    /// <summary>A trip to a worker that computes other hash codes.</summary>
    public static async Task<Trip> Apart(params string[] cells) => new(await ScriptSession.Start(cells)) { HashesApart = true };

    public ScriptSession Session => _session;

    /// <summary>Whether the worker is taken to compute other hash codes than the notebook, so that nothing may rely on them.</summary>
    public bool HashesApart { get; init; }

    /// <summary>Whether files that are open for reading are opened again.</summary>
    public bool Reopens { get; set; }

    /// <summary>What an expression is worth in the worker.</summary>
    public object? Value(string code)
    {
        using var arrival = Arrive(code);
        return arrival.Invoke();
    }

    /// <summary>What an expression is worth in the notebook.</summary>
    public async Task<object?> OwnValue(string code) => (await _session.State.ContinueWithAsync<object?>(code)).ReturnValue;

    /// <summary>Takes the state that the code reaches to a worker.</summary>
    public Arrival Arrive(string code)
    {
        var (measured, state) = Capture(code);
        return new Arrival(measured, state);
    }

    /// <summary>Takes the state to a worker that has every submission in Release, whichever builds the snapshot is for.</summary>
    public Arrival ArriveInRelease(string code)
    {
        var (measured, state) = Capture(code);
        return new Arrival(measured, state with { Reached = [.. SubmissionChain.Of(_session.State).Submissions.Select(_emitter.Emit)] });
    }

    /// <summary>Takes the snapshot, and drops it.</summary>
    public void CaptureOnly(string code) => Capture(code).State.Dispose();

    /// <summary>The names of the variables that travel with the code, in order.</summary>
    public string[] Reach(string code)
    {
        using var arrival = Arrive(code);
        return [.. arrival.Variables.Order(StringComparer.Ordinal)];
    }

    /// <summary>The sentence with which the code's state is refused.</summary>
    public string Refusal(string code) => Assert.Throws<MagicException>(() => Capture(code).State.Dispose())!.Message;

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private (MeasuredSubmission Measured, CapturedState State) Capture(string code)
    {
        var chain = SubmissionChain.Of(_session.State);
        var request = new MemitRequest { Code = code, Origin = new CodeOrigin("measured", 1, 1, code) };
        var measured = MeasuredCompiler.Compile(_session.Notebook, chain, request);
        return (measured, StateCapture.Capture(chain, _emitter, measured.Emitted, sameHashes: !HashesApart, Reopens, CancellationToken.None));
    }

    /// <summary>The worker's side: its own assemblies, its own submission objects, the values rebuilt.</summary>
    public sealed class Arrival : AssemblyLoadContext, INotebookAssemblies, IArrayContents, IDisposable
    {
        private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

        // Not the compilation: a load context is never unloaded, and what it holds would stay until the last test.
        private readonly EmittedSubmission _measured;
        private readonly string[] _libraries;
        private readonly CapturedState _state;
        private readonly SnapshotReader _reader;
        private readonly Dictionary<string, object> _objects = [];

        public Arrival(MeasuredSubmission measured, CapturedState state)
            : base(isCollectible: false)
        {
            _measured = measured.Emitted;
            _libraries = [.. SessionReferences.Of(measured.Compilation)];
            _state = state;
            _reader = new SnapshotReader(state.Snapshot.Path, this, this);
            try
            {
                Rebuild();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        /// <summary>The snapshot's bytes.</summary>
        public byte[] SnapshotBytes()
        {
            var bytes = new byte[_state.Snapshot.Length];
            RandomAccess.Read(_state.Snapshot.File, bytes, 0);
            return bytes;
        }

        /// <summary>Whether nobody may write into the worker's memory: every address that it gives is one where nothing is.</summary>
        public bool IsOutOfReach { get; set; }

        public long SnapshotLength => _state.Snapshot.Length;

        public IEnumerable<string> Variables => _reader.VariableNames();

        public object? Invoke() => Measured().DynamicInvoke();

        /// <summary>What happens before the warm call: new submission objects, everything afresh.</summary>
        public void Rebuild()
        {
            _objects.Clear();
            var slots = new object?[_measured.Slot + 1];
            foreach (var submission in _state.Reached.Append(_measured))
            {
                var type = LoadFromAssemblyName(new AssemblyName(submission.AssemblyName)).GetType(submission.SubmissionTypeName, throwOnError: true)!;
                _objects[submission.AssemblyName] = type.GetConstructor(Any, [typeof(object[])])!.Invoke([slots]);
            }

            _reader.Rebuild();
        }

        Assembly INotebookAssemblies.Load(string simpleName) => LoadFromAssemblyName(new AssemblyName(simpleName));

        bool INotebookAssemblies.HashesAreSame => true;

        object INotebookAssemblies.SubmissionObject(string assemblyName) => _objects[assemblyName];

        bool IArrayContents.Copy(IReadOnlyList<ArrayPlace> places) => _state.Snapshot.Arrays.CopyTo(
            Environment.ProcessId, IsOutOfReach ? [.. places.Select(static place => place with { Address = 8 })] : places, CancellationToken.None);

        public void Dispose()
        {
            _objects.Clear();
            _reader.Dispose();
            _state.Dispose();
        }

        protected override Assembly? Load(AssemblyName name)
        {
            // Libraries are this context's own, with static fields that nobody has touched, as in a worker.
            var file = Array.Find(_libraries, path => Path.GetFileNameWithoutExtension(path) == name.Name);
            if (file is not null && name.Name != typeof(SnapshotReader).Assembly.GetName().Name)
                return LoadFromAssemblyPath(file);

            var submission = _state.Reached.Append(_measured).FirstOrDefault(submission => submission.AssemblyName == name.Name);
            return submission is null ? null : LoadFromStream(new MemoryStream(submission.Image));
        }

        private Delegate Measured() => MeasuredCode.Of(_objects[_measured.AssemblyName]);
    }
}
