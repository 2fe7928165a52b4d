using System.Threading.Channels;

var lines = args.Length > 0 ? await File.ReadAllLinesAsync(args[0]) : ["to be", "or not to be"];
var counts = await Count(lines, workers: 2);
Console.WriteLine(string.Join(", ", counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")));

// ---

static async Task<Dictionary<string, int>> Count(string[] lines, int workers)
{
    var channel = Channel.CreateUnbounded<string>();
    foreach (var line in lines)
        await channel.Writer.WriteAsync(line);
    channel.Writer.Complete();

    var parts = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => CountPart(channel.Reader))));
    var all = new Dictionary<string, int>();
    foreach (var (word, count) in parts.SelectMany(part => part))
        all[word] = all.GetValueOrDefault(word) + count;
    return all;
}

static async Task<Dictionary<string, int>> CountPart(ChannelReader<string> reader)
{
    var counts = new Dictionary<string, int>();
    await foreach (var line in reader.ReadAllAsync())
        Add(counts, line);
    return counts;
}

static int Add(Dictionary<string, int> counts, string line)
{
    foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        counts[word] = counts.GetValueOrDefault(word) + 1;
    return counts.Count;
}

static async Task<byte[]> Padded(int size)
{
    var block = new byte[size];
    await Task.Yield();
    Array.Resize(ref block, 2 * size);
    return block;
}
