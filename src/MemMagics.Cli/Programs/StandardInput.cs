using MemMagics.Platform;

namespace MemMagics.Cli.Programs;

/// <summary>What a program reads as its standard input. Each run reads it from its beginning, so it has to be a file.</summary>
internal sealed class StandardInput : IDisposable
{
    private readonly bool _isCopy;

    private StandardInput(string? path, bool isCopy = false) => (Path, _isCopy) = (path, isCopy);

    /// <summary>The file; <see langword="null"/> when this process's standard input is a terminal, or a pipe into which somebody may still write: a program that asks for input is told so.</summary>
    public string? Path { get; }

    /// <summary>That of this process: the file that it comes from (<c>&lt; input.txt</c>), or a copy of what a pipe holds that nobody writes to any more.</summary>
    public static StandardInput OfThisProcess()
    {
        if (HostPlatform.Streams.InputFile is { } path)
            return new StandardInput(path);
        return HostPlatform.Streams.IsInputComplete ? new StandardInput(CopyOfPipe(), isCopy: true) : new StandardInput(null);
    }

    public void Dispose()
    {
        if (_isCopy)
            File.Delete(Path!);
    }

    private static string CopyOfPipe()
    {
        var path = System.IO.Path.GetTempFileName();
        using var copy = File.OpenWrite(path);
        Console.OpenStandardInput().CopyTo(copy);
        return path;
    }
}
