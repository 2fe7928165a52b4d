namespace MemMagics.Platform.Contract;

/// <summary>Short pauses of one thread, again and again, exact to about a millisecond.</summary>
internal interface IPause : IDisposable
{
    /// <summary>Lets other threads run for a while. Allocates nothing.</summary>
    /// <param name="milliseconds">How long: at least 1.</param>
    void Wait(int milliseconds);
}
