namespace Shop.Inventory.Stock;

internal sealed class Shelf
{
    private readonly SortedDictionary<string, int> _items = new(StringComparer.Ordinal);

    public int Count => _items.Values.Sum();

    public IEnumerable<(string Name, int Count)> Items => _items.Select(item => (item.Key, item.Value));

    public static Shelf Load(string path)
    {
        var shelf = new Shelf();
        foreach (var line in File.ReadLines(path))
        {
            var parts = line.Split(' ');
            shelf.Add(parts[0], int.Parse(parts[1]));
        }

        return shelf;
    }

    public static Shelf Filled(int count)
    {
        var shelf = new Shelf();
        for (var i = 0; i < count; i++)
            shelf.Add($"item {i}", i);
        return shelf;
    }

    public void Add(string name, int count) => _items[name] = _items.GetValueOrDefault(name) + count;
}
