namespace MemMagics.Benchmarks;

/// <summary>A value whose way into a worker is timed.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Cell">Declares the variable <c>state</c>.</param>
internal sealed record StateWorkload(string Name, string Cell)
{
    public static IReadOnlyList<StateWorkload> All { get; } =
    [
        new("double[32M] (256 MiB)", "var state = new double[32 << 20]; for (var i = 0; i < state.Length; i++) state[i] = i;"),
        new("int[1000][1000]", "var state = Enumerable.Range(0, 1000).Select(row => Enumerable.Range(row, 1000).ToArray()).ToArray();"),
        new(
            "1,000,000 small objects",
            "class Item { public int Id { get; set; } public double Weight { get; set; } public string Name { get; set; } } "
            + "var names = Enumerable.Range(0, 1000).Select(i => \"name \" + i).ToArray(); "
            + "var state = Enumerable.Range(0, 1_000_000).Select(i => new Item { Id = i, Weight = i * 0.5, Name = names[i % 1000] }).ToList();"),
        new(
            "Dictionary, 200,000 records",
            "record Reading(string Station, double Value, DateTime At); "
            + "var state = Enumerable.Range(0, 200_000).ToDictionary(i => \"key \" + i, i => new Reading(\"station \" + i, i, DateTime.UnixEpoch.AddSeconds(i)));"),
        new(
            "tree of depth 20",
            "class Tree { public Tree Left { get; set; } public Tree Right { get; set; } public int Value { get; set; } } "
            + "Tree Grow(int depth) => depth == 0 ? null : new Tree { Left = Grow(depth - 1), Right = Grow(depth - 1), Value = depth }; var state = Grow(20);"),
        new("100,000 strings", "var state = Enumerable.Range(0, 100_000).Select(i => $\"This is string number {i} of many\").ToArray();"),
    ];
}
