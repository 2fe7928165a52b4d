namespace Money;

public sealed class Invoice
{
    private readonly List<Line> _lines = [];

    public IReadOnlyList<string> Lines => _lines.ConvertAll(line => line.Text);

    public Amount Total => new(_lines.Sum(line => line.Amount.Value), "EUR");

    public void Add(string text, Amount amount)
    {
        _lines.Add(new Line(text, amount));
    }

    internal static Invoice OfLines(int count)
    {
        var invoice = new Invoice();
        for (var i = 0; i < count; i++)
            invoice.Add("line", new Amount(i, "EUR"));
        return invoice;
    }

    private sealed record Line(string Text, Amount Amount);
}
