using MemMagics.Wire.Messages;
using MemMagics.Worker.Origins;
using MemMagics.Worker.State;

namespace MemMagics.Worker;

/// <summary>Receives a run's results, and provides the content of the notebook's large arrays and answers.</summary>
internal interface IEngine : IArrayContents, IAnswering
{
    /// <summary>Sends a result as soon as it is known.</summary>
    void Send(MessageKind kind, Action<BinaryWriter>? payload = null);
}
