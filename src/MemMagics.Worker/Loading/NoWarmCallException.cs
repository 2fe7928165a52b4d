using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Loading;

/// <summary>The static fields cannot be made again for the warm call what they were for the first one.</summary>
internal sealed class NoWarmCallException : Exception
{
    /// <summary>A static initialiser that ran in the first call threw when it ran once more.</summary>
    public NoWarmCallException(Type type, Exception cause)
        : base($"{Need}, and the initialiser of {CSharpName.Of(type)} cannot run twice: {CSharpName.Of(cause.GetType())}: {ExceptionMessage.Of(cause).TrimEnd('.')}. Use --cold.", cause)
    {
    }

    /// <summary>Static initialisers of a library, which run once in a process, have added to a table that is made again.</summary>
    public NoWarmCallException(Type holder)
        : base($"{Need}, and initialisers that add to a table of {CSharpName.Of(holder)} have run in it, which do not run twice. Use --cold.")
    {
    }

    private static string Need => "The warm call needs the static fields as the first call found them";
}
