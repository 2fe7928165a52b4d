using System.Text;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class StyleRuleTests
{
    private static readonly StyleRule s_rule = StyleRule.Parse("""
        .memmagics {
          color: color-mix(in srgb, red 20%, blue); margin: calc(1em + 2ch) .5em;
          & td, & .mm-a > :first-child { border: 0 !important }
          & .mm-c:not(:has([open])) + td { color: red }
          & .mm-b code { font-family: "A B", serif; }
          @media print {
            color: #000;
            & .mm-b { margin: 0 }
          }
          @container (max-width: 9em) {
            & .mm-b { margin: 1px }
          }
        }
        """);

    [Test]
    public void WhiteSpaceGoesAndWhatItSeparatesStays()
    {
        Assert.That(s_rule.Text, Is.EqualTo(
            """.memmagics{color:color-mix(in srgb,red 20%,blue);margin:calc(1em + 2ch) .5em;& td,& .mm-a > :first-child{border:0!important}& .mm-c:not(:has([open])) + td{color:red}& .mm-b code{font-family:"A B",serif}@media print{color:#000;& .mm-b{margin:0}}@container (max-width: 9em){& .mm-b{margin:1px}}}"""));
    }

    [Test]
    public void OnlySelectorsOfWhatExistsStay()
    {
        Assert.That(Of("td", ".mm-b"), Is.EqualTo(
            ".memmagics{color:color-mix(in srgb,red 20%,blue);margin:calc(1em + 2ch) .5em;& td{border:0!important}@media print{color:#000;& .mm-b{margin:0}}@container (max-width: 9em){& .mm-b{margin:1px}}}"));
        Assert.That(Of(".mm-a"), Is.EqualTo(
            ".memmagics{color:color-mix(in srgb,red 20%,blue);margin:calc(1em + 2ch) .5em;& .mm-a > :first-child{border:0!important}@media print{color:#000}}"));
    }

    private static string Of(params string[] names)
    {
        var style = new StringBuilder();
        s_rule.AppendTo(style, names.Contains);
        return style.ToString();
    }
}
