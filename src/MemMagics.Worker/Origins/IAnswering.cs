using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Origins;

/// <summary>Answers messages.</summary>
internal interface IAnswering
{
    /// <summary>Sends a message and waits for the answer.</summary>
    /// <returns>The answer; <see langword="null"/> when nobody answers.</returns>
    Message? Ask(MessageKind kind, Action<BinaryWriter> payload);
}
