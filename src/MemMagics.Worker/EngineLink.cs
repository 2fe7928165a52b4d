using System.Runtime.InteropServices;
using MemMagics.Wire.Messages;
using MemMagics.Wire.State;
using MemMagics.Worker.Isolation;

namespace MemMagics.Worker;

/// <summary>The engine at the other end of the connection: receives results and answers requests.</summary>
internal sealed class EngineLink(Connection connection) : IEngine
{
    private readonly SemaphoreSlim _answered = new(0);
    private Message? _answer;

    /// <summary>Sends a message. When measured code has closed the connection, there is nobody to tell: the process ends.</summary>
    public void Send(MessageKind kind, Action<BinaryWriter>? payload = null) => Send(Connection.Frame(kind, payload));

    public Message Ask(MessageKind kind, Action<BinaryWriter> payload)
    {
        var frame = Connection.Frame(kind, payload);
        Send(frame);
        WaitForAnswer();

        // The engine may look at the heap before this thread has come back from sending, or after it: the frame is alive in either case.
        MemoryMarshal.TryGetArray(frame, out var bytes);
        GC.KeepAlive(bytes.Array);
        return _answer!;
    }

    public bool Copy(IReadOnlyList<ArrayPlace> places) =>
        Ask(MessageKind.ArraysWanted, writer => writer.WriteList(places, static (to, place) => place.Write(to))).Read(static reader => reader.ReadBoolean());

    /// <summary>Passes on the engine's answer to the run that waits for it.</summary>
    public void Answer(Message message)
    {
        _answer = message;
        _answered.Release();
    }

    /// <summary>Also when measured code has interrupted this thread (<see cref="Thread.Interrupt"/>): whoever waits next would be told.</summary>
    private void WaitForAnswer()
    {
        while (true)
        {
            try
            {
                _answered.Wait();
                return;
            }
            catch (ThreadInterruptedException)
            {
                // The interrupt is used up by this.
            }
        }
    }

    private void Send(ReadOnlyMemory<byte> frame)
    {
        try
        {
            connection.Send(frame);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            ProcessEnd.Now(Connection.ExitCodeWhenBroken);
        }
    }
}
