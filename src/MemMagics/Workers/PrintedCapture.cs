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

    /// <summary>Begins to read, in a thread of its own: a worker may wait for long and print nothing, and where pipes are synchronous, on Windows, a read takes its thread
    /// for as long, which is one that the notebook's tasks want when it is of the pool.</summary>
    public void Read(Stream stream) => new Thread(() => ReadToEnd(stream), maxStackSize: 128 * 1024) { IsBackground = true, Name = "printed" }.UnsafeStart();

    private void ReadToEnd(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;)
                Append(buffer.AsSpan(0, read));
        }
        catch (Exception)
        {
            // The worker is gone, or what it prints cannot be had: no reason to end the notebook, as what leaves a thread does.
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
