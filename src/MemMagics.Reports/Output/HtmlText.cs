using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MemMagics.Reports.Output;

/// <summary>Builds HTML in which no text is left unencoded by mistake: the literal parts of an interpolated string are markup, its holes are text.</summary>
public sealed class HtmlText
{
    private readonly StringBuilder _markup = new();

    /// <summary>Adds markup with text in it.</summary>
    /// <param name="markup">The interpolated string.</param>
    public void Append([InterpolatedStringHandlerArgument("")] Interpolated markup)
    {
        // The handler has written into this builder already.
        _ = markup;
    }

    /// <summary>The HTML.</summary>
    public override string ToString() => _markup.ToString();

    /// <summary>What the compiler makes of an interpolated string that is appended.</summary>
    [InterpolatedStringHandler]
    public readonly struct Interpolated
    {
        private readonly HtmlText _target;

        /// <summary>Called by the compiler.</summary>
        /// <param name="literalLength">Characters of markup.</param>
        /// <param name="formattedCount">Holes.</param>
        /// <param name="target">Where both go.</param>
        public Interpolated(int literalLength, int formattedCount, HtmlText target)
        {
            // Not made room for here: the text would be copied for each piece, since its builder makes no more room than it is asked for.
            _target = target;
        }

        /// <summary>Markup, as it stands.</summary>
        /// <param name="markup">The HTML.</param>
        public void AppendLiteral(string markup) => _target._markup.Append(markup);

        /// <summary>Markup that was made elsewhere, as it stands.</summary>
        /// <param name="html">The HTML.</param>
        public void AppendFormatted(Html html) => _target._markup.Append(html.Markup);

        /// <summary>Text, encoded.</summary>
        /// <param name="text">What the reader will see.</param>
        public void AppendFormatted(string? text) => _target._markup.Append(WebUtility.HtmlEncode(text));

        /// <summary>A number, without separators.</summary>
        /// <param name="number">The number.</param>
        public void AppendFormatted(int number) => _target._markup.Append(number);
    }
}
