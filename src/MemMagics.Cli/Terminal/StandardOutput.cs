using MemMagics.Platform;

namespace MemMagics.Cli.Terminal;

/// <summary>This process's standard output.</summary>
internal sealed class StandardOutput : IDisposable
{
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
        HostPlatform.Streams.LeadOutputToError();
        Console.SetOut(Console.Error);
        return new StandardOutput(own);
    }

    public void Dispose() => Writer.Flush();
}
