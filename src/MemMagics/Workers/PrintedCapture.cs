using System.Text;

namespace MemMagics.Workers;

/// <summary>Reads a worker's output, up to the mark that the worker writes at its end.</summary>
internal sealed class PrintedCapture
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _mark;
    private byte[] _pending = [];

    /// <param name="mark">Text that no program prints.</param>
    public PrintedCapture(string mark)
    {
        Mark = mark;
        _mark = Encoding.ASCII.GetBytes(mark);
    }

    public string Mark { get; }

    public PrintedText Text { get; } = new();

    /// <summary>Completes at the mark, or at the end of the stream.</summary>
    public Task Ended => _ended.Task;

    public async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
                Append(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The worker is gone.
        }

        Text.Append(_pending);
        _ended.TrySetResult();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_ended.Task.IsCompleted)
            return;

        byte[] all = [.. _pending, .. bytes];
        var at = all.AsSpan().IndexOf(_mark);
        if (at >= 0)
        {
            Text.Append(all.AsSpan(0, at));
            _pending = [];
            _ended.TrySetResult();
            return;
        }

        // The last bytes may be the first part of the mark.
        var kept = Math.Min(all.Length, _mark.Length - 1);
        Text.Append(all.AsSpan(0, all.Length - kept));
        _pending = all[^kept..];
    }
}
