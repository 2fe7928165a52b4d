using System.Text;

namespace MemMagics.Measuring;

/// <summary>Writes in the execution context of the notebook's cell: a host may find the cell that a text belongs to only there.</summary>
/// <remarks>Allocates nothing itself for texts. Its caller is the console's writer, which lets one thread in at a time.</remarks>
internal sealed class ContextWriter(TextWriter inner, ExecutionContext context) : TextWriter
{
    private char[] _characters = [];
    private int _index;
    private int _count;
    private string? _text;
    private Action<ContextWriter>? _write;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count)
    {
        (_characters, _index, _count) = (buffer, index, count);
        Run(static writer => writer.Inner.Write(writer._characters, writer._index, writer._count));
    }

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        _text = value;
        Run(static writer => writer.Inner.Write(writer._text));
    }

    public override void Flush() => Run(static writer => writer.Inner.Flush());

    private TextWriter Inner => inner;

    private void Run(Action<ContextWriter> write)
    {
        _write = write;
        ExecutionContext.Run(context, static state => ((ContextWriter)state!)._write!((ContextWriter)state), this);
    }
}
