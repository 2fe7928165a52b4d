namespace Warehouse.Import;

/// <summary>A program as it was before top-level statements: a class, a namespace, an asynchronous Main.</summary>
internal static class Program
{
    private static readonly Dictionary<string, int> s_stock = [];

    private static async Task<int> Main(string[] args)
    {
        if (args.Length == 0)
            return 1;

        foreach (var argument in args)
            await Store(argument);
        Console.WriteLine(string.Join(' ', s_stock.Select(pair => $"{pair.Key}={pair.Value}")));
        return s_stock.Count;
    }

    private static async Task Store(string argument)
    {
        await Task.Yield();
        var parts = argument.Split('=');
        s_stock[parts[0]] = int.Parse(parts[1]);
    }

    private static string[] Labels(int count)
    {
        var labels = new string[count];
        for (var i = 0; i < count; i++)
            labels[i] = new Label(i, Kind.Box).ToString();
        return labels;
    }

    private enum Kind { Box, Pallet }

    private sealed record Label(int Number, Kind Kind);
}
