
namespace MemMagics.Workers;

/// <summary>Workers that were started and warmed up ahead of need, so that a measurement does not wait for a process to start.</summary>
internal sealed class Standby : IAsyncDisposable
{
    private const int DefaultSize = 3;
    private const int LargestSize = 8;

    private readonly Lock _gate = new();
    private readonly List<WorkerProcess> _idle = [];
    private readonly List<Task> _ending = [];
    private bool _closed;

    /// <summary>How many workers are kept ready: the environment variable <c>MEMMAGICS_STANDBY</c>, else 3. An idle one holds some 30 MiB, 4 MiB of them private (docs/measurements.md, Workers).</summary>
    public int Size { get; init; } = int.TryParse(Environment.GetEnvironmentVariable("MEMMAGICS_STANDBY"), out var size)
        ? Math.Clamp(size, 0, LargestSize)
        : DefaultSize;

    /// <summary>A worker with those settings: one on standby, or a new one.</summary>
    public WorkerProcess Take(WorkerSettings settings)
    {
        lock (_gate)
        {
            Discard(_idle.Where(worker => worker.HasExited || worker.IsSuspended));
            var found = _idle.Find(worker => worker.Settings == settings);
            if (found is not null)
            {
                _idle.Remove(found);
                return found;
            }
        }

        return Start(settings);
    }

    /// <summary>Starts and warms up as many workers as are missing from the wanted number.</summary>
    public void Refill(WorkerSettings settings, int wanted)
    {
        lock (_gate)
        {
            for (var ready = _idle.Count(worker => worker.Settings == settings); ready < wanted && !_closed; ready++)
                _idle.Add(Start(settings));
        }
    }

    /// <summary>Ends a worker that was taken. Its process has exited by the time this object is disposed.</summary>
    public void Release(WorkerProcess worker)
    {
        lock (_gate)
            Discard([worker]);
    }

    public async ValueTask DisposeAsync()
    {
        Task[] ending;
        lock (_gate)
        {
            _closed = true;
            Discard(_idle);
            ending = [.. _ending];
        }

        await Task.WhenAll(ending).ConfigureAwait(false);
    }

    private static WorkerProcess Start(WorkerSettings settings)
    {
        var worker = WorkerProcess.Start(settings);
        worker.WarmUp((settings.RunsSubmissions ? WarmUpRun.Run : WarmUpRun.WithoutSubmission) with { Observed = settings.DiagnosticPorts is not null });
        return worker;
    }

    private void Discard(IEnumerable<WorkerProcess> workers)
    {
        _ending.RemoveAll(task => task.IsCompleted);
        foreach (var worker in workers.ToList())
        {
            _idle.Remove(worker);
            _ending.Add(worker.EndAsync());
        }
    }
}
