namespace MemMagics.Platform.Contract;

/// <summary>What is written to this process's standard output, read in this process.</summary>
internal interface ICapturedOutput : IDisposable
{
    /// <summary>Waits until there is something to read.</summary>
    /// <param name="forever">Otherwise looks only.</param>
    /// <returns>Whether there is; <see langword="false"/> also when it has ended and all was read.</returns>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    bool WaitReadable(bool forever);

    /// <summary>Reads what is there.</summary>
    int Read(byte[] buffer);
}
