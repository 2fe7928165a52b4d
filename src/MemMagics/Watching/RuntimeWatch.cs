using MemMagics.Origins.Events;

namespace MemMagics.Watching;

/// <summary>
/// Listens to the garbage collections of a program that is started with a variable in its environment. The program does not wait for it, and runs on when it ends;
/// processes that inherit the variable are served, too. One that is no .NET program takes no notice.
/// </summary>
public sealed class RuntimeWatch : IAsyncDisposable
{
    private const string PortsVariable = "DOTNET_DiagnosticPorts";

    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(2);

    private readonly DiagnosticsServer _server = DiagnosticsServer.Start();
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<int> _program = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _includesChildren;
    private readonly List<Listened> _runtimes = [];
    private readonly Task _accepting;

    private RuntimeWatch(bool includesChildren)
    {
        _includesChildren = includesChildren;
        _accepting = AcceptAsync();
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="includeChildren">Whether to every process that inherits the variable, or to the program's own only.</param>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public static RuntimeWatch Start(bool includeChildren) => new(includeChildren);

    /// <summary>Sets the variable, beside what its user has set it to.</summary>
    /// <param name="environment">The environment that the program will be started with.</param>
    public void AddTo(IDictionary<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var ports = environment.TryGetValue(PortsVariable, out var set) && !string.IsNullOrEmpty(set) ? $"{set};" : "";
        environment[PortsVariable] = $"{ports}{_server.Name},connect,nosuspend";
    }

    /// <summary>Says which process the program is, once it has started. Nothing is listened to before.</summary>
    /// <param name="process">Its process id.</param>
    public void ProgramIs(int process) => _program.TrySetResult(process);

    /// <summary>Ends to listen, once the runtimes that have ended have been heard to their end.</summary>
    /// <param name="startedAt">The program's start, as a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
    /// <returns>What was heard. The other runtimes are no longer listened to.</returns>
    public async Task<WatchedCollections> EndAsync(long startedAt)
    {
        Listened[] runtimes;
        lock (_runtimes)
            runtimes = [.. _runtimes];

        // The stream of a process that has ended ends by itself; one that runs on is not waited for.
        await Task.WhenAny(Task.WhenAll(runtimes.Where(static runtime => !IsRunning(runtime.Process)).Select(static runtime => runtime.Reading)), Task.Delay(s_drainTime)).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        foreach (var runtime in runtimes)
            runtime.Log.Sort();

        return new WatchedCollections(
            [.. runtimes.SelectMany(runtime => runtime.Log.Marks(startedAt)).OrderBy(static mark => mark.Elapsed)],
            [.. from generation in Enumerable.Range(0, 3)
                let totals = runtimes.Select(runtime => runtime.Log.Total(generation)).ToList()
                where totals.Exists(static total => total.Count > 0)
                select new Reports.Plots.CollectionTotal(generation, totals.Sum(static total => total.Count), new TimeSpan(totals.Sum(static total => total.Pause.Ticks)), totals.Max(static total => total.LongestPause))],
            runtimes.Length,
            runtimes.Sum(static runtime => runtime.Log.Missed),
            runtimes.Sum(static runtime => runtime.Reader.Lost));
    }

    /// <summary>Ends to listen.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        _program.TrySetCanceled();
        _server.Dispose();
        Listened[] runtimes;
        lock (_runtimes)
            runtimes = [.. _runtimes];
        foreach (var runtime in runtimes)
            await runtime.Stream.DisposeAsync().ConfigureAwait(false);

        await Task.WhenAll([_accepting, .. runtimes.Select(static runtime => runtime.Reading)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            // One that never says who it is must not keep the others waiting.
            var connection = await _server.ConnectAsync(_ended.Token).ConfigureAwait(false);
            _ = ServeAsync(connection);
        }
    }

    /// <summary>A runtime connects when it starts, and again after each command: it is given one, and the connections after it wait until it ends.</summary>
    private async Task ServeAsync(Stream connection)
    {
        try
        {
            var process = await DiagnosticsServer.IntroduceAsync(connection, _ended.Token).ConfigureAwait(false);
            var program = await _program.Task.WaitAsync(_ended.Token).ConfigureAwait(false);
            if ((_includesChildren || process == program) && await BeginAsync(process, connection).ConfigureAwait(false))
                return;

            await connection.ReadAsync(new byte[1], _ended.Token).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <returns>Whether a session has begun on this connection: not when there is one already.</returns>
    private async Task<bool> BeginAsync(int process, Stream connection)
    {
        var log = new CollectionLog(process);
        var runtime = new Listened(process, connection, log, new EventReader(connection, log));
        lock (_runtimes)
        {
            // An id is used again when its process has ended.
            if (_runtimes.Exists(earlier => earlier.Process == process && !earlier.Reading.IsCompleted))
                return false;
            _runtimes.Add(runtime);
        }

        try
        {
            await DiagnosticsCommand.CollectAsync(connection, CollectionLog.Selection, _ended.Token).ConfigureAwait(false);
        }
        catch
        {
            lock (_runtimes)
                _runtimes.Remove(runtime);
            runtime.Abandon();
            throw;
        }

        runtime.Read();
        return true;
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private sealed class Listened(int process, Stream stream, CollectionLog log, EventReader reader)
    {
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Process => process;

        public Stream Stream => stream;

        public CollectionLog Log => log;

        public EventReader Reader => reader;

        /// <summary>Completes when nothing more comes.</summary>
        public Task Reading => _read.Task;

        /// <summary>Nothing will be read: whoever waits for its end need not.</summary>
        public void Abandon() => _read.TrySetResult();

        public void Read() => new Thread(ReadToEnd) { IsBackground = true, Name = "collections" }.Start();

        private void ReadToEnd()
        {
            try
            {
                reader.Read();
            }
            catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException)
            {
                // A process that is killed ends its stream anywhere.
            }

            stream.Dispose();
            _read.SetResult();
        }
    }
}
