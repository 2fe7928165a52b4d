namespace MemMagics.Cli.Terminal;

/// <summary>What the tool's exit code says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A cell failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or a file that cannot be read or written.</summary>
    public const int Unusable = 2;

    /// <summary>Ended by Ctrl-C: what shells expect.</summary>
    public const int Interrupted = 130;
}
