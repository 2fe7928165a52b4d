using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Loading;

/// <summary>A static initialiser that ran in the first call could not run once more for the warm one.</summary>
internal sealed class InitialiserFailedException(Type type, Exception cause)
    : Exception($"The warm call needs the static fields as the first call found them, and the initialiser of {CSharpName.Of(type)} cannot run twice: {CSharpName.Of(cause.GetType())}: {ExceptionMessage.Of(cause).TrimEnd('.')}. Use --cold.", cause);
