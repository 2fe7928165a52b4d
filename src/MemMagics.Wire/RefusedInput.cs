namespace MemMagics.Wire;

/// <summary>The console's input where nobody can type: in a worker.</summary>
/// <param name="sentence">What is said instead.</param>
public sealed class RefusedInput(string sentence = RefusedInput.OfMeasuredCode) : TextReader
{
    /// <summary>What measured code of a notebook is told.</summary>
    public const string OfMeasuredCode = "Measured code cannot ask for input: it runs several times, in processes of its own. Ask in a cell before, put the answer into a variable, and measure what is done with it.";

    /// <summary>What a program is told.</summary>
    public const string OfProgram = "A program that is measured cannot ask for input, since it may run several times. Give it a file: memmagics memit app.cs < input.txt";

    public override int Peek() => throw Refusal();

    public override int Read() => throw Refusal();

    public override int Read(char[] buffer, int index, int count) => throw Refusal();

    public override string ReadLine() => throw Refusal();

    public override string ReadToEnd() => throw Refusal();

    private InvalidOperationException Refusal() => new(sentence);
}
