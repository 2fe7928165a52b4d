#:project ../Projects/Money/Money.csproj

using Money;

var invoice = new Invoice();
foreach (var argument in args.DefaultIfEmpty("12.50"))
    invoice.Add("item", Amount.Parse(argument));
Console.WriteLine(invoice.Total);
Console.WriteLine(Lines(2));

// ---

static int Lines(int count)
{
    var invoice = new Invoice();
    for (var i = 0; i < count; i++)
        invoice.Add($"item {i}", new Amount(i, "EUR"));
    return invoice.Lines.Count;
}
