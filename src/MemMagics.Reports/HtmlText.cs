using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MemMagics.Reports;

/// <summary>Builds HTML in which nothing can be forgotten to be encoded: the literal parts of an interpolated string are markup, its holes are text.</summary>
public sealed class HtmlText
{
    private readonly StringBuilder _markup = new();

    /// <summary>Appends markup.</summary>
    /// <param name="markup">An interpolated string: its literal parts are markup, its holes are encoded.</param>
    public void Append([InterpolatedStringHandlerArgument("")] Interpolated markup)
    {
        // The handler has written into this builder already.
        _ = markup;
    }

    /// <summary>All that was appended.</summary>
    public override string ToString() => _markup.ToString();

    /// <summary>Writes the parts of an interpolated string as they are met.</summary>
    [InterpolatedStringHandler]
    public readonly struct Interpolated
    {
        private readonly HtmlText _target;

        /// <summary>Is called by the compiler.</summary>
        public Interpolated(int literalLength, int formattedCount, HtmlText target)
        {
            _target = target;
            target._markup.EnsureCapacity(target._markup.Length + literalLength + (formattedCount * 8));
        }

        /// <summary>Markup.</summary>
        public void AppendLiteral(string markup) => _target._markup.Append(markup);

        /// <summary>What is HTML already.</summary>
        public void AppendFormatted(Html html) => _target._markup.Append(html.Markup);

        /// <summary>Text, which is encoded; nothing for <see langword="null"/>.</summary>
        public void AppendFormatted(string? text) => _target._markup.Append(WebUtility.HtmlEncode(text));

        /// <summary>A number.</summary>
        public void AppendFormatted(int number) => _target._markup.Append(number);
    }
}
