using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using MemMagics.Cli.Embedding;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Serving;

/// <summary>
/// Writes messages in order, on a thread of its own. Neighbouring texts of one stream go out as one message: a cell that prints each
/// character by itself makes twenty messages a second, not a million.
/// </summary>
internal sealed class MessageWriter : IDisposable
{
    private const int MaximumPending = 4 * 1024 * 1024;
    private static readonly TimeSpan pace = TimeSpan.FromMilliseconds(50);

    private readonly object gate = new();
    private readonly TextWriter output;
    private readonly ServeLog log;
    private readonly Thread thread;
    private List<object> pending = [];
    private int pendingCharacters;
    private bool urgent;
    private bool closed;

    public MessageWriter(TextWriter output, ServeLog log)
    {
        this.output = output;
        this.log = log;
        thread = new Thread(WriteAll) { IsBackground = true, Name = "messages" };
        thread.Start();
    }

    /// <summary>Sends a message after all before it.</summary>
    public void Send(JsonObject message)
    {
        lock (gate)
        {
            pending.Add(message);
            urgent = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Sends what a request's code printed. Waits while too much of it has not been taken yet.</summary>
    public void Write(string id, OutputStream stream, string text)
    {
        lock (gate)
        {
            while (pendingCharacters > MaximumPending && !closed)
                Monitor.Wait(gate);
            if (pending is not [.., StreamText last] || last.Id != id || last.Stream != stream)
                pending.Add(last = new StreamText(id, stream, new StringBuilder()));
            last.Text.Append(text);
            pendingCharacters += text.Length;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Writes what is still to be written.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = urgent = true;
            Monitor.PulseAll(gate);
        }

        thread.Join(TimeSpan.FromSeconds(2));
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
                output.Flush();
                lastWritten = Stopwatch.GetTimestamp();
            }
        }
        catch (IOException e)
        {
            // Nobody listens any more; the end of the requests will end the session.
            log.Note(e.Message);
            lock (gate)
            {
                closed = true;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>All that is pending, once it is time; empty when there will be no more.</summary>
    private List<object> Take(long lastWritten)
    {
        lock (gate)
        {
            while (!urgent && (pending.Count == 0 || Stopwatch.GetElapsedTime(lastWritten) < pace))
                Monitor.Wait(gate, pending.Count == 0 ? Timeout.InfiniteTimeSpan : pace);
            var taken = pending;
            pending = [];
            pendingCharacters = 0;
            urgent = closed;
            Monitor.PulseAll(gate);
            return taken;
        }
    }

    private void WriteLine(JsonObject message)
    {
        var line = JsonLayout.OneLine(message);
        log.Sent(line);
        output.Write(line);
        output.Write('\n');
    }

    private static JsonObject Message(StreamText written) => new()
    {
        ["id"] = written.Id,
        ["type"] = "stream",
        ["name"] = written.Stream == OutputStream.Out ? "stdout" : "stderr",
        ["text"] = WellFormed(written.Text.ToString()),
    };

    /// <summary>JSON has no place for half a surrogate pair.</summary>
    private static string WellFormed(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private sealed record StreamText(string Id, OutputStream Stream, StringBuilder Text);
}
