using System.Text;

namespace MemMagics.Cli.Embedding;

/// <summary>Stands in for the console while cells run: what they print goes to the output of the cell that is running, no matter when they got the writer.</summary>
internal sealed class ConsoleWriter(OutputStream stream, Func<ICellOutput?> output) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
            output()?.Write(stream, value);
    }
}
