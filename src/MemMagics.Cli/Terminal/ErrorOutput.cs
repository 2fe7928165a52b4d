namespace MemMagics.Cli.Terminal;

/// <summary>What the tool says on standard error.</summary>
internal static class ErrorOutput
{
    /// <summary>Writes sentences of the tool; where there is no standard error any more, there is nobody to tell.</summary>
    public static void Write(params IEnumerable<string> sentences)
    {
        var writer = new GuardedWriter(StandardStream.Error());
        foreach (var sentence in sentences)
            writer.WriteLine($"memmagics: {TerminalText.Plain(sentence)}");
        writer.Flush();
    }
}
