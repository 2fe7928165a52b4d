namespace MemMagics.Platform.Contract;

/// <summary>Memory of another process, in bytes, read again and again. All is 0 once it has ended.</summary>
internal interface IProcessMemory : IDisposable
{
    /// <summary>Its memory now.</summary>
    long Read();

    /// <summary>The system's own mark of its largest memory since its program began; 0 when there is no such mark.</summary>
    long ReadLifetimeMark();

    /// <summary>Whether it and another process share their memory at this moment, as they do on Linux before the newer one begins its program (vfork(2)).</summary>
    bool SharesWith(IProcessMemory other);
}
