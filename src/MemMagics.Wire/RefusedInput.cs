namespace MemMagics.Wire;

/// <summary>The console's input where nobody can type: in a session that is served, and in a worker.</summary>
public sealed class RefusedInput : TextReader
{
    public override int Peek() => throw Refusal();

    public override int Read() => throw Refusal();

    public override int Read(char[] buffer, int index, int count) => throw Refusal();

    public override string ReadLine() => throw Refusal();

    public override string ReadToEnd() => throw Refusal();

    private static InvalidOperationException Refusal() =>
        new("A cell cannot ask for input: nobody can type into a notebook's console. Put the value into a variable, or read it from a file.");
}
