#:package CsvHelper@33.1.0
#:property PublishAot=false
#:property JsonSerializerIsReflectionEnabledByDefault=true

using System.Globalization;
using CsvHelper;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: sales.cs <file.csv>");
    return 2;
}

foreach (var (region, total) in Totals(Read(args[0])).OrderBy(pair => pair.Key, StringComparer.Ordinal))
    Console.WriteLine($"{region,-8}{total.ToString("N2", CultureInfo.InvariantCulture),12}");

return 0;

// ---

static List<Sale> Read(string path)
{
    using var reader = new StreamReader(path);
    using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
    return csv.GetRecords<Sale>().ToList();
}

static List<Sale> Sample(int count)
{
    var text = new System.Text.StringBuilder("Region,Product,Amount\n");
    for (var i = 0; i < count; i++)
        text.Append(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "north" : "south")},{i % 7},{i}.50\n");
    using var csv = new CsvReader(new StringReader(text.ToString()), CultureInfo.InvariantCulture);
    var sales = new List<Sale>();
    while (csv.Read())
    {
        if (csv.Parser.Row == 1)
            csv.ReadHeader();
        else
            sales.Add(new Sale(csv.GetField(0)!, csv.GetField(1)!, csv.GetField<decimal>(2)));
    }

    return sales;
}

static Dictionary<string, decimal> Totals(IEnumerable<Sale> sales)
{
    var totals = new Dictionary<string, decimal>();
    foreach (var sale in sales)
        totals[sale.Region] = totals.GetValueOrDefault(sale.Region) + sale.Amount;
    return totals;
}

record Sale(string Region, string Product, decimal Amount);
