using MemMagics.Magics;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>Measured code with its place in the cell.</summary>
internal sealed class MeasuredText
{
    /// <summary>What is put before the last expression, on a line of its own, where a lambda returns it.</summary>
    public const string Return = "return";

    /// <summary>What is put before it where the code is the submission's own.</summary>
    public const string Keep = $"var {Wire.MeasuredCode.Result} =";

    private readonly CodeOrigin _origin;
    private readonly TextLineCollection _lines;

    public MeasuredText(string text, CodeOrigin origin)
    {
        Text = text;
        _origin = origin;
        _lines = SourceText.From(text).Lines;
    }

    public string Text { get; }

    public string Whole => From(0, Text);

    /// <summary>Position of its end.</summary>
    public LinePosition End => _lines.GetLinePosition(Text.Length);

    /// <summary>Code that stands at an offset, behind a directive that tells the compiler its line and column in the cell.</summary>
    public string From(int offset, string code)
    {
        var place = Placed(_lines.GetLinePosition(offset));
        return $"#line {place.Line + 1} \"{_origin.Document}\"\n{new string(' ', place.Character)}{code}";
    }

    /// <summary>The position in the cell for one in the text, both counted from 0.</summary>
    public LinePosition Placed(LinePosition local) =>
        new(local.Line + _origin.Line - 1, local.Line == 0 ? local.Character + _origin.Column - 1 : local.Character);

    /// <summary>The position in the text for one in the cell.</summary>
    public LinePosition Local(LinePosition placed)
    {
        var line = Math.Max(placed.Line - (_origin.Line - 1), 0);
        return new LinePosition(line, Math.Max(line == 0 ? placed.Character - (_origin.Column - 1) : placed.Character, 0));
    }
}
