using MemMagics.Wire.Platform;

namespace MemMagics.Cli.Terminal;

/// <summary>This process's standard output.</summary>
internal sealed class StandardOutput : IDisposable
{
    private const int OutDescriptor = 1;
    private const int ErrorDescriptor = 2;

    private readonly GuardedWriter _writer;

    private StandardOutput(TextWriter writer)
    {
        _writer = new GuardedWriter(writer);
    }

    public TextWriter Writer => _writer;

    /// <summary>Why not all could be written; <see langword="null"/> when all was.</summary>
    public string? Failure => _writer.Failure;

    /// <summary>Standard output as everybody has it.</summary>
    public static StandardOutput Shared() => new(StandardStream.Output());

    /// <summary>Standard output for one document only: whatever else writes there (native code, child processes, cells that open the stream themselves) reaches standard error.</summary>
    public static StandardOutput Reserve()
    {
        var own = StandardStream.Document();
        if (!OperatingSystem.IsWindows())
            _ = LibC.Duplicate(ErrorDescriptor, OutDescriptor);
        Console.SetOut(Console.Error);
        return new StandardOutput(own);
    }

    public void Dispose() => Writer.Flush();
}
