using MemMagics.Benchmarks;

var benchmarks = new Dictionary<string, Action<string[]>>
{
    ["files"] = FileBenchmark.Run,
    ["memit"] = MemitBenchmark.Run,
    ["probe"] = ProbeBenchmark.Run,
    ["state"] = StateBenchmark.Run,
    ["weave"] = WeaveBenchmark.Run,
    ["where"] = WhereBenchmark.Run,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out var benchmark))
{
    Console.Error.WriteLine($"Which? {string.Join(", ", benchmarks.Keys.Order())}");
    return 2;
}

benchmark(args[1..]);
return 0;
