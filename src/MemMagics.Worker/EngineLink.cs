using MemMagics.Wire.Messages;
using MemMagics.Wire.State;
using MemMagics.Worker.Isolation;

namespace MemMagics.Worker;

/// <summary>The engine at the other end of the connection: receives results and answers requests.</summary>
internal sealed class EngineLink(Connection connection) : IEngine
{
    private readonly SemaphoreSlim _answered = new(0);
    private bool _copied;

    /// <summary>Sends a result. When measured code has closed the connection, there is nobody to tell: the process ends.</summary>
    public void Send(MessageKind kind, Action<BinaryWriter>? payload = null)
    {
        try
        {
            connection.Send(kind, payload);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            ProcessEnd.Now(Connection.ExitCodeWhenBroken);
        }
    }

    public bool Copy(IReadOnlyList<ArrayPlace> places)
    {
        Send(MessageKind.ArraysWanted, writer => writer.WriteList(places, static (to, place) => place.Write(to)));
        _answered.Wait();
        return _copied;
    }

    /// <summary>Passes on the engine's answer to the run that waits for its arrays.</summary>
    public void Answer(Message message)
    {
        _copied = message.Read(static reader => reader.ReadBoolean());
        _answered.Release();
    }
}
