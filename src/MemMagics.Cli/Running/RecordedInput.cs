using MemMagics.Cli.Embedding;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Running;

/// <summary>What a cell asks, in its output; what is answered beside it, where no terminal shows that.</summary>
internal sealed class RecordedInput(TypedLines lines, RecordedOutput output, CancellationToken cancellationToken) : ICellInput
{
    public string? Ask(string prompt, bool isPassword)
    {
        if (prompt.Length > 0)
            output.Write(OutputStream.Out, prompt);
        var answer = lines.Next(isPassword, cancellationToken);

        // Otherwise the cell's next text would stand behind the question.
        if (lines.AreTyped && !isPassword)
            output.WriteTyped(answer ?? "");
        else if (prompt.Length > 0)
            output.Write(OutputStream.Out, isPassword ? "\n" : $"{answer}\n");
        return answer;
    }
}
