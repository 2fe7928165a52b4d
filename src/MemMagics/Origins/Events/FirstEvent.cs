namespace MemMagics.Origins.Events;

/// <summary>Waits for a session's first event, and discards all.</summary>
internal sealed class FirstEvent : IEventSink
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the first event.</summary>
    public Task Came => _came.Task;

    public void OnStack(int id, ReadOnlySpan<ulong> addresses)
    {
    }

    public void OnEvent(EventProvider provider, int number, in EventBlobs blob) => _came.TrySetResult();

    public void OnSequencePoint()
    {
    }
}
