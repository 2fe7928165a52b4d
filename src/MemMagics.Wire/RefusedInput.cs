namespace MemMagics.Wire;

/// <summary>The console's input where nobody can type: in a session that is served, and in a worker.</summary>
/// <param name="sentence">What is said instead.</param>
public sealed class RefusedInput(string sentence = RefusedInput.OfCell) : TextReader
{
    /// <summary>What a cell of a notebook is told.</summary>
    public const string OfCell = "A cell cannot ask for input: nobody can type into a notebook's console. Put the value into a variable, or read it from a file.";

    /// <summary>What a program is told.</summary>
    public const string OfProgram = "A program that is measured cannot ask for input, since it may run several times. Give it a file: memmagics memit app.cs < input.txt";

    public override int Peek() => throw Refusal();

    public override int Read() => throw Refusal();

    public override int Read(char[] buffer, int index, int count) => throw Refusal();

    public override string ReadLine() => throw Refusal();

    public override string ReadToEnd() => throw Refusal();

    private InvalidOperationException Refusal() => new(sentence);
}
