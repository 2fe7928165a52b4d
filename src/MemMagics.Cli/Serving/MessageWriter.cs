using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using MemMagics.Cli.Embedding;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Serving;

/// <summary>
/// Writes messages in order, on a thread of its own. Consecutive texts of one stream go out as one message: a cell that prints each
/// character by itself makes twenty messages a second, not a million.
/// </summary>
internal sealed class MessageWriter : IDisposable
{
    private const int MaximumPending = 4 * 1024 * 1024;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly TextWriter _output;
    private readonly ServeLog _log;
    private readonly Thread _thread;
    private List<object> _pending = [];
    private int _pendingCharacters;
    private bool _urgent;
    private bool _closed;

    public MessageWriter(TextWriter output, ServeLog log)
    {
        _output = output;
        _log = log;
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "messages" };
        _thread.Start();
    }

    /// <summary>Sends a message after all before it.</summary>
    public void Send(JsonObject message)
    {
        lock (_gate)
        {
            _pending.Add(message);
            _urgent = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Sends what a request's code printed. Blocks while too much of it has not been sent yet.</summary>
    public void Write(string id, OutputStream stream, string text)
    {
        lock (_gate)
        {
            while (_pendingCharacters > MaximumPending && !_closed)
                Monitor.Wait(_gate);
            if (_pending is not [.., StreamText last] || last.Id != id || last.Stream != stream)
                _pending.Add(last = new StreamText(id, stream, new StringBuilder()));
            last.Text.Append(text);
            _pendingCharacters += text.Length;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Writes what is still to be written.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = _urgent = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join(TimeSpan.FromSeconds(2));
    }

    private void WriteAll()
    {
        var lastWritten = 0L;
        try
        {
            while (Take(lastWritten) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                    WriteLine(message as JsonObject ?? Message((StreamText)message));
                _output.Flush();
                lastWritten = Stopwatch.GetTimestamp();
            }
        }
        catch (IOException e)
        {
            // Nobody listens any more; the end of the requests will end the session.
            _log.Note(e.Message);
            lock (_gate)
            {
                _closed = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>All that is pending, once it is time; empty when there will be no more.</summary>
    private List<object> Take(long lastWritten)
    {
        lock (_gate)
        {
            while (!_urgent && (_pending.Count == 0 || Stopwatch.GetElapsedTime(lastWritten) < s_interval))
                Monitor.Wait(_gate, _pending.Count == 0 ? Timeout.InfiniteTimeSpan : s_interval);
            var taken = _pending;
            _pending = [];
            _pendingCharacters = 0;
            _urgent = _closed;
            Monitor.PulseAll(_gate);
            return taken;
        }
    }

    private void WriteLine(JsonObject message)
    {
        var line = JsonLayout.OneLine(message);
        _log.Sent(line);
        _output.Write(line);
        _output.Write('\n');
    }

    private static JsonObject Message(StreamText written) => new()
    {
        ["id"] = written.Id,
        ["type"] = "stream",
        ["name"] = written.Stream == OutputStream.Out ? "stdout" : "stderr",
        ["text"] = written.Text.ToString(),
    };

    private sealed record StreamText(string Id, OutputStream Stream, StringBuilder Text);
}
