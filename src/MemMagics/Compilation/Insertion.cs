using System.Text;

namespace MemMagics.Compilation;

/// <summary>Text that is put into code on one of its lines.</summary>
/// <param name="Position">Where, in the code without any insertion.</param>
/// <param name="Text">The text, of one line.</param>
/// <param name="Line">The line, counted from 0.</param>
/// <param name="Column">The column in the code with the insertions that come before this one, counted from 0.</param>
internal sealed record Insertion(int Position, string Text, int Line, int Column)
{
    public static string Apply(string code, IReadOnlyList<Insertion> insertions)
    {
        if (insertions.Count == 0)
            return code;

        var applied = new StringBuilder();
        var position = 0;
        foreach (var insertion in insertions)
        {
            applied.Append(code, position, insertion.Position - position).Append(insertion.Text);
            position = insertion.Position;
        }

        return applied.Append(code, position, code.Length - position).ToString();
    }
}
