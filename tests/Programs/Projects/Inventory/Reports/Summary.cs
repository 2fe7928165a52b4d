using System.Text;
using Shop.Inventory.Stock;

namespace Shop.Inventory.Reports;

internal sealed class Summary(Shelf shelf)
{
    public string Text()
    {
        var text = new StringBuilder();
        foreach (var (name, count) in shelf.Items)
            text.Append(name).Append(": ").Append(count).Append('\n');
        return text.Append(Line(10)).ToString();
    }

    private static string Line(int width) => new('-', width);
}
