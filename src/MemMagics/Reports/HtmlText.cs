using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MemMagics.Reports;

/// <summary>Builds HTML in which nothing can be forgotten to be encoded: the literal parts of an interpolated string are markup, its holes are text.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _markup = new();

    public void Append([InterpolatedStringHandlerArgument("")] Interpolated markup)
    {
        // The handler has written into this builder already.
        _ = markup;
    }

    public override string ToString() => _markup.ToString();

    [InterpolatedStringHandler]
    public readonly struct Interpolated
    {
        private readonly HtmlText _target;

        public Interpolated(int literalLength, int formattedCount, HtmlText target)
        {
            _target = target;
            target._markup.EnsureCapacity(target._markup.Length + literalLength + (formattedCount * 8));
        }

        public void AppendLiteral(string markup) => _target._markup.Append(markup);

        public void AppendFormatted(Html html) => _target._markup.Append(html.Markup);

        public void AppendFormatted(string? text) => _target._markup.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted(int number) => _target._markup.Append(number);
    }
}
