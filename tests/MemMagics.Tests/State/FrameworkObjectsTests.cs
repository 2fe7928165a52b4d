namespace MemMagics.Tests.State;

/// <summary>Objects of the framework that are more than values arrive as they are: documents, readers, queries, hash functions, sources of cancellation.</summary>
public sealed class FrameworkObjectsTests
{
    private const string Xml =
        "var xml = new System.Xml.XmlDocument(); xml.LoadXml(\"<a x='1' xmlns:n='urn:n'><!--c--><b y='2'>t</b><n:b>u</n:b><![CDATA[<]]><?p q?></a>\"); var b = xml.DocumentElement.ChildNodes[1]; var map = b.Attributes; var names = xml.NameTable;";

    private const string Plinq = "int k = 3; var source = Enumerable.Range(0, 50).ToList();";

    private static readonly string[] s_parallel =
    [
        "source.AsParallel().Where(x => x > k).Select(x => x * 2)", "source.AsParallel().AsOrdered().Select((x, i) => x + i)", "source.AsParallel().OrderByDescending(x => x % 7).ThenBy(x => x)",
        "source.AsParallel().GroupBy(x => x % 3).Select(g => g.Count())", "source.AsParallel().SelectMany(x => new[] { x, k })", "source.AsParallel().Join(source.AsParallel(), x => x, y => y, (x, y) => x + y)",
        "source.AsParallel().WithDegreeOfParallelism(2).Distinct().Take(40)", "source.AsParallel().Zip(source.AsParallel(), (x, y) => x * y)", "ParallelEnumerable.Range(0, 9).Concat(ParallelEnumerable.Repeat(1, 3))",
        "source.AsParallel().AsOrdered().TakeWhile(x => x < 20).Reverse().Skip(2)", "source.AsParallel().Union(source.AsParallel()).Except(new[] { 1 }.AsParallel()).DefaultIfEmpty(5)",
    ];

    private static readonly string[] s_asynchronous =
    [
        "AsyncEnumerable.Range(0, 5)", "AsyncEnumerable.Range(0, 9).Select(x => x + k).Where(x => x % 2 == 0)", "AsyncEnumerable.Repeat(4, 2).Concat(AsyncEnumerable.Range(0, 2)).Append(7)",
        "source.ToAsyncEnumerable().OrderBy(x => -x).ThenBy(x => x).Take(5)", "source.ToAsyncEnumerable().Select(async (int x, System.Threading.CancellationToken _) => { await Task.Yield(); return x * k; }).Skip(45)",
        "AsyncEnumerable.Range(0, 7).Chunk(3).Select(c => c.Length)", "AsyncEnumerable.Range(0, 6).GroupBy(x => x % 2).Select(g => g.Key)", "AsyncEnumerable.Empty<int>().DefaultIfEmpty(k)",
    ];

    [TestCase(Xml, "xml.OuterXml")]
    [TestCase(Xml, "xml.GetElementsByTagName(\"b\").Count + xml.GetElementsByTagName(\"b\", \"urn:n\").Count * 10")]
    [TestCase(Xml, "xml.SelectSingleNode(\"/a/b[@y='2']\").InnerText + xml.SelectNodes(\"//*\").Count")]
    [TestCase(Xml, "object.ReferenceEquals(xml.DocumentElement.ChildNodes[1], b) + map[\"y\"].Value + map.Count + b.OwnerDocument.Equals(xml)")]
    [TestCase(Xml, "((System.Xml.XmlElement)b).GetAttribute(\"y\") + xml.DocumentElement.Attributes[\"x\"].Value + xml.DocumentElement[\"b\"].InnerText")]
    [TestCase(Xml, "{ var e = xml.CreateElement(\"b\"); e.SetAttribute(\"y\", \"3\"); xml.DocumentElement.AppendChild(e); return xml.SelectNodes(\"/a/b/@y\").Count + xml.OuterXml; }")]
    [TestCase(Xml, "object.ReferenceEquals(names.Get(\"b\"), b.Name) + (names.Get(\"nowhere\") ?? \"null\") + object.ReferenceEquals(names.Add(\"a\"), xml.DocumentElement.Name)")]
    [TestCase(Xml + " var spaces = new System.Xml.XmlNamespaceManager(xml.NameTable); spaces.AddNamespace(\"p\", \"urn:n\"); var place = xml.CreateNavigator(); place.MoveToFirstChild();", "place.Name + xml.SelectSingleNode(\"//p:b\", spaces).InnerText + place.SelectSingleNode(\"b\").Value")]
    [TestCase("var list = System.Collections.Immutable.ImmutableList.Create(1, 2, 3); var e = list.GetEnumerator(); e.MoveNext(); IEnumerator<string> s = System.Collections.Immutable.ImmutableSortedSet.Create(\"b\", \"a\").GetEnumerator(); s.MoveNext();", "{ var rest = new List<int>(); while (e.MoveNext()) rest.Add(e.Current); return s.Current + string.Join(\",\", rest) + s.MoveNext() + s.Current; }")]
    [TestCase("var r = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(\"one\\ntwo é\\nthree\"))); r.ReadLine(); r.Read();", "r.ReadLine() + r.ReadToEnd() + r.CurrentEncoding.WebName")]
    [TestCase("var stream = new MemoryStream(); var w = new StreamWriter(stream, new UTF8Encoding(true)); w.Write(\"aé\"); w.Flush(); w.Write(\"b\");", "{ w.Flush(); return Convert.ToHexString(stream.ToArray()) + object.ReferenceEquals(w.BaseStream, stream); }")]
    [TestCase("var r = new BinaryReader(new MemoryStream([1, 2, 3, 4, 5, 65, 66])); r.ReadByte();", "$\"{r.ReadInt32()}{r.ReadChar()}{r.BaseStream.Position}\"")]
    [TestCase("var w = new BinaryWriter(new MemoryStream()); w.Write(7); w.Write(\"x\");", "{ w.Write(1.5); w.Flush(); return Convert.ToHexString(((MemoryStream)w.BaseStream).ToArray()); }")]
    [TestCase("class Loud : BinaryReader { public int N = 4; public Loud(Stream s) : base(s) { } } var r = new Loud(new MemoryStream([9, 8])); r.ReadByte();", "$\"{r.ReadByte()}{r.N}\"")]
    [TestCase("var sha = System.Security.Cryptography.SHA256.Create(); sha.ComputeHash([9]);", "Convert.ToHexString(sha.Hash) + Convert.ToHexString(sha.ComputeHash([1, 2]))")]
    [TestCase("var md5 = System.Security.Cryptography.MD5.Create();", "(md5.Hash is null) + Convert.ToHexString(md5.ComputeHash([1, 2]))")]
    [TestCase("System.Security.Cryptography.HashAlgorithm sha = System.Security.Cryptography.SHA512.Create();", "Convert.ToHexString(sha.ComputeHash([1, 2])) + sha.HashSize")]
    [TestCase("var hmac = new System.Security.Cryptography.HMACSHA256([5, 6]);", "Convert.ToHexString(hmac.ComputeHash([1, 2])) + hmac.Key.Length + hmac.HashName")]
    [TestCase("var source = new System.Threading.CancellationTokenSource(); var told = new List<string>(); source.Token.Register(() => told.Add(\"a\")); var second = source.Token.Register(o => told.Add((string)o), \"b\"); source.Token.Register(() => told.Add(\"c\")).Dispose();", "{ second.Dispose(); source.Cancel(); return string.Join(\",\", told) + source.IsCancellationRequested; }")]
    [TestCase("var source = new System.Threading.CancellationTokenSource(); source.Token.Register(() => { }); source.Cancel();", "source.Token.IsCancellationRequested")]
    [TestCase("var lookup = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(StringComparer.Ordinal) { [\"ab\"] = 3 }.GetAlternateLookup<ReadOnlySpan<char>>();", "lookup[\"xab\".AsSpan(1)]")]
    public async Task ItIsWorthTheSame(string cell, string code)
    {
        await using var trip = await Trip.Of(cell);

        var arrived = trip.Value(code);

        Assert.That(arrived, Is.EqualTo(await trip.OwnValue(code.StartsWith('{') ? code[1..^1] : code)).And.Not.Null);
    }

    [TestCaseSource(nameof(s_parallel))]
    public async Task AParallelQueryTravels(string query)
    {
        await using var trip = await Trip.Of(Plinq, $"var q = {query};");

        Assert.That(trip.Value("string.Join(\",\", q.AsEnumerable().OrderBy(x => x))"), Is.EqualTo(await trip.OwnValue("string.Join(\",\", q.AsEnumerable().OrderBy(x => x))")).And.Not.Empty);
    }

    [TestCaseSource(nameof(s_asynchronous))]
    public async Task AQueryOverAnAsynchronousSequenceTravels(string query)
    {
        await using var trip = await Trip.Of(Plinq + " string List<T>(IAsyncEnumerable<T> all) { var list = all.ToListAsync(); while (!list.IsCompleted) System.Threading.Thread.Yield(); return string.Join(\",\", list.Result); }", $"var q = {query};");

        Assert.That(trip.Value("List(q)"), Is.EqualTo(await trip.OwnValue("List(q)")).And.Not.Empty);
    }

    [Test]
    public async Task TheLinesOfAFileTravelBeforeTheyAreRead()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "a\nb\n");
        await using var trip = await Trip.Of($"var lines = File.ReadLines(@\"{file}\"); var few = lines.Where(line => line != \"b\"); var begun = File.ReadLines(@\"{file}\").GetEnumerator(); begun.MoveNext();");

        Assert.Multiple(() =>
        {
            Assert.That(trip.Value("string.Join(\",\", lines) + string.Join(\",\", few)"), Is.EqualTo("a,ba"));
            Assert.That(trip.Refusal("begun.Current"), Does.StartWith("begun : ReadLinesIterator cannot leave this process: it is half-way through a file that this process has open."));
        });
        await trip.Session.Run("begun.Dispose();");
        File.Delete(file);
    }

    [Test]
    public async Task AHashFunctionThatHasHashedAPartStays()
    {
        await using var trip = await Trip.Of("var sha = System.Security.Cryptography.SHA256.Create(); sha.TransformBlock([1], 0, 1, null, 0); var done = System.Security.Cryptography.SHA1.Create(); done.Dispose();");

        Assert.That(trip.Refusal("sha.HashSize"), Does.StartWith("sha : SHA256.Implementation cannot leave this process: it has hashed a part of its input."));
        Assert.That(trip.Refusal("done.HashSize"), Does.Contain("it has been disposed."));
    }
}
