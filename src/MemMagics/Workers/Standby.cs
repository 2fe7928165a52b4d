namespace MemMagics.Workers;

/// <summary>Workers that were started ahead of need, so that a measurement does not wait for a process to start.</summary>
internal sealed class Standby : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<WorkerProcess> _idle = [];
    private bool _closed;

    /// <summary>How many workers are kept ready. Default 1; 0 for none.</summary>
    public int Size { get; init; } = SizeFromEnvironment();

    /// <summary>A worker with those settings: one on standby, or a new one.</summary>
    public WorkerProcess Take(WorkerSettings settings)
    {
        lock (_gate)
        {
            _idle.RemoveAll(worker => worker.HasExited);
            var found = _idle.Find(worker => worker.Settings == settings);
            if (found is not null)
            {
                _idle.Remove(found);
                return found;
            }
        }

        return WorkerProcess.Start(settings);
    }

    /// <summary>Starts what is missing. Called as soon as a worker is taken, so that its start overlaps with the run, and after a measurement.</summary>
    public void Refill(WorkerSettings settings, int wanted)
    {
        lock (_gate)
        {
            for (var ready = _idle.Count(worker => worker.Settings == settings); ready < wanted && !_closed; ready++)
                _idle.Add(WorkerProcess.Start(settings));
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<WorkerProcess> idle;
        lock (_gate)
        {
            _closed = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var worker in idle)
            await worker.DisposeAsync().ConfigureAwait(false);
    }

    private static int SizeFromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("MEMMAGICS_STANDBY"), out var size) ? Math.Clamp(size, 0, 8) : 1;
}
