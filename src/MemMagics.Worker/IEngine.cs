using MemMagics.Wire.Messages;
using MemMagics.Worker.State;

namespace MemMagics.Worker;

/// <summary>Who hears of a run's results, and has what the notebook's large arrays hold.</summary>
internal interface IEngine : IArrayContents
{
    /// <summary>Tells a result as soon as it is there.</summary>
    void Send(MessageKind kind, Action<BinaryWriter>? payload = null);
}
