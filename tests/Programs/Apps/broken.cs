var prices = new Dictionary<string, decimal> { ["tea"] = 2.5m };
Console.WriteLine("before");
Console.WriteLine(Price(prices, args.Length > 0 ? args[0] : "coffee"));
Console.WriteLine("after");

// ---

static decimal Price(Dictionary<string, decimal> prices, string name)
{
    var label = $"[{name}]";
    if (!prices.TryGetValue(name, out var price))
        throw new KeyNotFoundException($"no price for {label}");
    return price;
}
