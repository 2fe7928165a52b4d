using System.Globalization;

namespace MemMagics.Cli.Serving;

/// <summary>A log of what is asked of a served session and what it answers, for troubleshooting.</summary>
internal sealed class ServeLog : IDisposable
{
    private const int MaximumLength = 2000;

    private readonly Lock _gate = new();
    private readonly StreamWriter? _writer;

    private ServeLog(StreamWriter? writer)
    {
        _writer = writer;
    }

    /// <param name="file">Is appended to; <see langword="null"/> or empty for no log.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static ServeLog Open(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return new ServeLog(null);
        try
        {
            return new ServeLog(new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true });
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"The log '{file}' cannot be written: {e.Message}", e);
        }
    }

    public void Received(string line) => Write("<", line);

    public void Sent(string line) => Write(">", line);

    public void Note(string text) => Write("-", text);

    public void Dispose() => _writer?.Dispose();

    private void Write(string direction, string text)
    {
        if (_writer is null)
            return;
        var shown = text.Length <= MaximumLength ? text : $"{text[..MaximumLength]}… ({text.Length:N0} characters)";
        lock (_gate)
            _writer.WriteLine($"{DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)} {Environment.ProcessId} {direction} {shown}");
    }
}
