namespace MemMagics.Worker.Wire;

/// <summary>Who hears of a run's results.</summary>
internal interface IEngine
{
    /// <summary>Tells a result as soon as it is there.</summary>
    void Send(MessageKind kind, Action<BinaryWriter>? payload = null);
}
