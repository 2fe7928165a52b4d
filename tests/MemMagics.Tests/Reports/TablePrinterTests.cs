using System.Text;
using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports;

/// <summary>One made-up table with all that a table may have, as the three printers print it.</summary>
public sealed class TablePrinterTests
{
    private static readonly ReportTable s_table = ReportTable.Of<(string Name, long Bytes, string Code)>(
        "Costs",
        [
            new("Where", row => new ReportCell(row.Name), ColumnKind.Words) { NamesRows = true, Total = new ReportCell("all|of them") },
            new("Bytes", row => ReportCell.Exact(row.Bytes, HeatLevel.Of(row.Bytes, 1_000))) { MinimumWidth = 9, Total = new ReportCell("1,000 B") { IsStrong = true } },
            new("Note", row => ReportCell.Blank),
            new("Source", row => ReportCell.Code(row.Code) with { Colors = () => CSharpColoring.Lines(row.Code)[0] }, ColumnKind.Code) { Total = new ReportCell("three lines") { IsRemark = true } },
        ],
        [("a", 900, "  return x | 1;"), ("b", 100, "F(`T<int>`)"), ("c", 0, "")]) with
    {
        Title = "costs, by line",
        Footnote = "5 B are missing",
    };

    [Test]
    public void AsTextFiguresStandUnderEachOtherAndCodeTakesTheRest()
    {
        var text = new StringBuilder();

        TableText.Append(text, s_table);

        Assert.That(text.ToString(), Is.EqualTo("""
            costs, by line:
                  Where      Bytes  Note   Source
            ==============================================
                      a      900 B           return x | 1;
                      b      100 B         F(`T<int>`)
                      c        0 B
            ----------------------------------------------
            all|of them    1,000 B         (three lines)
            5 B are missing

            """));
    }

    [Test]
    public void AsMarkdownNothingInItIsMarkupAndWhatMattersIsBold()
    {
        Assert.That(TableMarkdown.Of(s_table), Is.EqualTo("""
            Costs, by line:

            | Where | Bytes | Note | Source |
            |:--|--:|--:|:--|
            | a | **900 B** |  | `__return x \| 1;` |
            | b | 100 B |  | ``F(`T<int>`)`` |
            | c | 0 B |  |  |
            | **all\|of them** | **1,000 B** |  | three lines |

            5 B are missing.
            """.Replace('_', '\u00A0')));
    }

    [Test]
    public void AsHtmlItHasACaptionNamesForItsRowsShadesAndColours()
    {
        var html = new HtmlText();

        TableHtml.Append(html, s_table);

        Assert.That(html.ToString().Replace("<tr", "\n<tr"), Is.EqualTo("""
            <div class="mm-scroll" tabindex="0" role="region" aria-label="Costs"><table><caption>Costs, by line</caption><thead>
            <tr><th scope="col" class="mm-words">Where</th><th scope="col">Bytes</th><th scope="col">Note</th><th scope="col" class="mm-code"><div align="left">Source</div></th></tr></thead><tbody>
            <tr><th scope="row" class="mm-words">a</th><td class="mm-heat5"><strong>900 B</strong></td><td></td><td class="mm-code"><div align="left"><code dir="ltr">&#160;&#160;<span class="mm-k">return</span> x | <span class="mm-n">1</span>;</code></div></td></tr>
            <tr><th scope="row" class="mm-words">b</th><td class="mm-heat2">100 B</td><td></td><td class="mm-code"><div align="left"><code dir="ltr">F(`T&lt;<span class="mm-k">int</span>&gt;`)</code></div></td></tr>
            <tr><th scope="row" class="mm-words">c</th><td class="mm-zero">0 B</td><td></td><td class="mm-code"></td></tr></tbody><tfoot>
            <tr><th scope="row" class="mm-words">all|of them</th><td><strong>1,000 B</strong></td><td></td><td class="mm-code"><div align="left">three lines; 5 B are missing</div></td></tr></tfoot></table></div>
            """));
    }

    [Test]
    public void ATableWithoutRowsIsASentenceWhereItHasOne()
    {
        var empty = s_table with { Rows = [], WhenEmpty = "nothing was paid" };
        var text = new StringBuilder();
        var html = new HtmlText();

        TableText.Append(text, empty);
        TableHtml.Append(html, empty);

        Assert.That(text.ToString(), Is.EqualTo("nothing was paid\n"));
        Assert.That(html.ToString(), Is.EqualTo("<p>Nothing was paid.</p>"));
        Assert.That(TableMarkdown.Of(empty), Is.EqualTo("Nothing was paid."));
    }
}
