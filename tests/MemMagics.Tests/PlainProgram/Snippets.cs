namespace MemMagics.Tests.PlainProgram;

/// <summary>What C# programs do, in small.</summary>
internal static class Snippets
{
    public const string Usings = """
        using System;
        using System.Buffers;
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Diagnostics;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Linq.Expressions;
        using System.Numerics;
        using System.Runtime.CompilerServices;
        using System.Text;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.RegularExpressions;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using System.Threading.Tasks.Sources;

        """;

    /// <summary>A library, because extension blocks need a class that is not nested, and cells have no such class.</summary>
    public const string Library = """
        public static class SequenceExtensions
        {
            extension(int[] numbers)
            {
                public int[] Doubled => System.Array.ConvertAll(numbers, static n => 2 * n);
                public int SumTo(int count) { var sum = 0; foreach (var n in numbers) if (count-- > 0) sum += n; return sum; }
            }
            extension(string)
            {
                public static string Dashes(int count) => new('-', count);
            }
        }
        """;

    /// <summary>A cell of the notebook, and types of the program.</summary>
    public const string Types = """
        static class Sink { public static object? Value; public static T Keep<T>(T value) where T : class { Value = value; return value; } }
        record Point(int X, int Y);
        record Circle(Point Center, double Radius) { public string Label { get; init; } = "circle"; }
        record struct Pair(int A, string B);
        class Counter { public int Value { get => field; set => field = value < 0 ? throw new ArgumentOutOfRangeException() : value; } public object? Tag { get; set; } }
        class Person(string name, int age) { public string Name => name; public int Age { get; } = age; public string Describe() => $"{name} ({age})"; }
        class Settings { public string? Name { get; set; } public int[] Values { get; set; } = []; public Dictionary<string, double> Weights { get; set; } = []; }
        class Closing : IDisposable, IAsyncDisposable { public int Closed; public void Dispose() => Closed++; public async ValueTask DisposeAsync() { await Task.Yield(); Closed++; } }
        abstract class Shape { public abstract double Area(); }
        class Square(double side) : Shape { public override double Area() => side * side; }
        class Disc(double radius) : Shape { public override double Area() => Math.PI * radius * radius; }
        [Flags] enum Sides { None = 0, Left = 1, Right = 2, Both = 3 }
        [InlineArray(4)] struct Four { private int _first; }
        interface IArea { double Area(); }
        ref struct Band(Span<int> cells) : IArea { private readonly Span<int> _cells = cells; public double Area() => _cells.Length; }
        interface IMade<T> where T : IMade<T> { static abstract T Make(int n); int Twice => 2; }
        record struct Made(int N) : IMade<Made> { public static Made Make(int n) => new(n); }
        class Money { public decimal Value; public static Money operator +(Money a, Money b) => new() { Value = a.Value + b.Value }; public static implicit operator Money(decimal value) => new() { Value = value }; public void operator +=(int n) => Value += n; }
        [InterpolatedStringHandler] ref struct LogText { private StringBuilder? _text; public LogText(int literals, int holes, bool isOn, out bool goesOn) { goesOn = isOn; _text = isOn ? new() : null; } public void AppendLiteral(string s) => _text!.Append(s); public void AppendFormatted<T>(T value) => _text!.Append(value); public override string? ToString() => _text?.ToString(); }
        static class Log { public static void Write(bool isOn, [InterpolatedStringHandlerArgument("isOn")] LogText text) => Sink.Value = text.ToString(); }
        class Ready : IValueTaskSource<int>
        {
            private ManualResetValueTaskSourceCore<int> _core;
            public ValueTask<int> Next() { _core.Reset(); _core.SetResult(5); return new(this, _core.Version); }
            public int GetResult(short token) => _core.GetResult(token);
            public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);
            public void OnCompleted(Action<object?> next, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(next, state, token, flags);
        }
        static class Work
        {
            public static async Task<T> Same<T>(T value) { await Task.CompletedTask; return value; }
            public static async Task Fail() { await Task.CompletedTask; throw new InvalidOperationException("no"); }
            [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] public static async ValueTask<int> Pooled(int n) { await Task.CompletedTask; return n; }
            public static async IAsyncEnumerable<int> Counted(int n, [EnumeratorCancellation] CancellationToken token = default) { for (var i = 0; i < n; i++) { await Task.CompletedTask; token.ThrowIfCancellationRequested(); yield return i; } }
            public static object Make<T>(int n) where T : IMade<T> => T.Make(n);
            public static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);
            public static IEnumerable<int> Count(int n) { for (var i = 0; i < n; i++) yield return i; }
            public static async Task<int> Later(int n) { await Task.Yield(); return n + 1; }
            public static async Task<int> Nested(int n) => n == 0 ? 0 : await Nested(n - 1) + 1;
            public static async ValueTask<int> Now(int n) { await Task.CompletedTask; return n; }
            public static async IAsyncEnumerable<int> Stream(int n) { for (var i = 0; i < n; i++) { if (i % 2 == 0) await Task.Yield(); yield return i; } }
            public static T Sum<T>(params ReadOnlySpan<T> values) where T : INumber<T> { var sum = T.Zero; foreach (var value in values) sum += value; return sum; }
            public static int Spread(params IEnumerable<int> values) => values.Count();
            public static double Total<T>(T shape) where T : IArea, allows ref struct => shape.Area();
            public static void Poll(Task task) { while (!task.IsCompleted) Thread.Yield(); task.GetAwaiter().GetResult(); }
        }
        """;

    private const string Waiting = "whether Wait finds the task done or makes an event to wait for depends on which thread is faster";
    private const string Slots = "a thread that uses a thread-static field gets a table, with 8 B for each such field that the process has used before";
    private const string Ending = "a task that has ended before it is awaited leaves nothing to be kept, and the first one that has not makes what going on takes";
    private const string Workers = "how many threads take part, and in how many pieces, depends on how many are free";

    public static IReadOnlyList<Snippet> All { get; } =
    [
        // threads
        new("a thread", "var t = new Thread(() => { }); t.Start(); t.Join();"),
        new("a thread with a parameter and a captured variable", "var sum = 0; var t = new Thread(n => sum += (int)n!); t.Start(5); t.Join(); Sink.Value = new byte[sum];"),
        new("threads that share a lock", "var gate = new object(); var n = 0; var all = new Thread[3]; for (var i = 0; i < 3; i++) { all[i] = new Thread(() => { lock (gate) n++; }); all[i].Start(); all[i].Join(); }"),
        new("a lock object", "var gate = new Lock(); lock (gate) { Sink.Value = gate; }"),
        new("a work item", "var done = new StrongBox<bool>(); ThreadPool.QueueUserWorkItem(static box => Volatile.Write(ref box.Value, true), done, preferLocal: false); while (!Volatile.Read(ref done.Value)) Thread.Yield();"),
        new("a thread's own values", "var local = new ThreadLocal<int>(() => 3); Sink.Value = local; var n = local.Value; local.Dispose();"),
        new("an asynchronous local value", "var local = new AsyncLocal<int>(); local.Value = 3; Sink.Value = local;"),
        new("an asynchronous local value that flows to a thread", "var local = new AsyncLocal<int>(); local.Value = 3; var t = new Thread(() => Sink.Value = local); t.Start(); t.Join();") { Varies = Slots, Slack = 64 },

        // tasks
        new("a task", "var t = Task.Run(() => 42); Work.Poll(t); Sink.Value = t;"),
        new("a task that was waited for", "Task.Run(() => { }).Wait();") { Varies = Waiting },
        new("several tasks", "var all = new Task<int>[4]; for (var i = 0; i < 4; i++) { var n = i; all[i] = Task.Run(() => n); } var both = Task.WhenAll(all); Work.Poll(both);")
        { Varies = "the last task to end completes the others' promise, or finds them done when it is made" },
        new("a continuation", "var source = new TaskCompletionSource<int>(); var next = source.Task.ContinueWith(static t => t.Result + 1, TaskContinuationOptions.ExecuteSynchronously); source.SetResult(1); Work.Poll(next); Sink.Value = next;"),
        new("a task that fails", "var t = Task.FromException<int>(new InvalidOperationException(\"no\")); try { t.GetAwaiter().GetResult(); } catch (InvalidOperationException e) { Sink.Value = e; }"),
        new("cancellation", "using (var source = new CancellationTokenSource()) { var n = 0; using (source.Token.Register(() => n++)) source.Cancel(); }"),
        new("a timer", "using (var timer = new Timer(static _ => { }, null, Timeout.Infinite, Timeout.Infinite)) Sink.Value = timer;"),
        new("a parallel loop", "var n = 0; Parallel.For(0, 100, i => Interlocked.Add(ref n, i)); Sink.Value = new byte[n];") { Varies = Workers },
        new("a parallel query", "Sink.Value = Enumerable.Range(0, 100).AsParallel().Select(n => n * n).ToArray();") { Varies = Workers },
        new("a channel", "var channel = Channel.CreateUnbounded<int>(); for (var i = 0; i < 10; i++) channel.Writer.TryWrite(i); var sum = 0; while (channel.Reader.TryRead(out var n)) sum += n; Sink.Value = channel;"),
        new("a semaphore", "using (var semaphore = new SemaphoreSlim(1)) { semaphore.Wait(); semaphore.Release(); }"),
        new("a lazy value", "var lazy = new Lazy<byte[]>(() => new byte[100]); Sink.Value = lazy.Value;"),
        new("a concurrent dictionary", "var table = new ConcurrentDictionary<int, string>(1, 31); for (var i = 0; i < 10; i++) table.GetOrAdd(i, static k => k.ToString()); Sink.Value = table;"),

        // async
        new("await of a completed task", "await Task.CompletedTask; Sink.Value = new byte[100];"),
        new("await of a result", "var n = await Task.FromResult(1000); Sink.Value = new byte[n];"),
        new("await of a result that is used at once", "Sink.Value = new byte[await Task.FromResult(100)];"),
        new("await that yields", "await Task.Yield();"),
        new("await of a method that yields", "var n = await Work.Later(3); Sink.Value = new byte[n];") { Varies = Ending, Slack = 64 },
        new("await of nested calls", "var n = await Work.Nested(5); Sink.Value = new byte[n];"),
        new("await of a value task", "var n = await Work.Now(3); Sink.Value = new byte[n];"),
        new("await without the context", "await Work.Later(3).ConfigureAwait(false);") { Varies = Ending, Slack = 64 },
        new("await of a method that has ended, without the context", "await Work.Nested(2).ConfigureAwait(false);"),
        new("an asynchronous stream", "var sum = 0; await foreach (var n in Work.Stream(10)) sum += n; Sink.Value = new byte[sum];")
        { Varies = "each element may go on on another thread of the pool, and one that is new to the work makes a queue of its own" },
        new("asynchronous disposal", "await using (var closing = new Closing()) Sink.Value = closing;") { Varies = Ending, Slack = 64 },
        new("a channel that is read asynchronously", "var channel = Channel.CreateBounded<int>(10); await channel.Writer.WriteAsync(1); channel.Writer.Complete(); var sum = 0; await foreach (var n in channel.Reader.ReadAllAsync()) sum += n;"),
        new("a semaphore that is entered asynchronously", "using (var semaphore = new SemaphoreSlim(1)) { await semaphore.WaitAsync(); semaphore.Release(); }"),
        new("await in try and catch", "try { await Task.FromException(new InvalidOperationException(\"no\")); } catch (InvalidOperationException e) { Sink.Value = e; await Task.Yield(); }"),
        new("await in every clause of a try", "try { await Work.Fail(); } catch (InvalidOperationException e) when (e.Message == \"no\") { Sink.Value = await Work.Same(e); } finally { Sink.Value = new byte[await Work.Same(4)]; }"),
        new("await in switches", "switch (await Work.Same(2)) { case 2 when await Work.Same(true): Sink.Value = await Work.Same(3) switch { 3 => await Work.Same(\"c\"), _ => \"\" }; break; }"),
        new("await as an index, an argument and an element", "var all = new int[4]; all[await Work.Same(1)] += await Work.Same(3); Sink.Value = $\"{await Work.Same(5)}-{all[1]}\"; List<int> list = [await Work.Same(1), .. await Work.Same(all)]; Sink.Value = list;"),
        new("await of a value task over a source", "var source = new Ready(); var n = await source.Next() + await source.Next(); Sink.Value = new byte[n];"),
        new("await of a pooled value task", "Sink.Value = new byte[await Work.Pooled(4)];"),
        new("await that does not throw", "await Work.Fail().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); Sink.Value = await Work.Now(1000).AsTask();"),
        new("await of several", "Sink.Value = await Task.WhenAll(Work.Same(1), Work.Same(2)); await foreach (var task in Task.WhenEach(Work.Same(1), Work.Same(2))) Sink.Value = task;"),
        new("await of a dynamic value", "dynamic d = Work.Same(4); Sink.Value = new byte[await d];"),
        new("a completion source that another method awaits", "var source = new TaskCompletionSource<int>(); async Task<int> Wait() => await source.Task + 1; var waiting = Wait(); source.SetResult(4); Sink.Value = new byte[await waiting];"),
        new("an asynchronous local value across awaits", "var local = new AsyncLocal<int>(); async Task Set() { local.Value = 3; await Task.CompletedTask; local.Value = 4; } await Set(); Sink.Value = new byte[local.Value + 1];"),
        new("nested asynchronous lambdas", "Func<int, Task<int>> outer = async n => { Func<Task<int>> inner = async () => await Work.Same(n) + 1; return await inner() + await inner(); }; Sink.Value = new byte[await outer(3)];"),
        new("asynchronous local functions", "async Task<int> F(int n) => n == 0 ? 0 : await F(n - 1) + await Work.Same(n); async IAsyncEnumerable<string> G(int n) { for (var i = 0; i < n; i++) yield return await Work.Same(\"s\"); } await foreach (var s in G(await F(2))) Sink.Value = s;"),
        new("an asynchronous stream that is cancelled", "using var source = new CancellationTokenSource(); try { await foreach (var n in Work.Counted(10).WithCancellation(source.Token).ConfigureAwait(false)) if (n == 3) source.Cancel(); } catch (OperationCanceledException e) { Sink.Value = e; }"),
        new("a query over an asynchronous stream", "Sink.Value = await Work.Counted(10).Where(n => n % 2 == 0).Select(n => n * n).ToListAsync();"),
        new("a span between awaits", "Span<int> cells = stackalloc int[4]; cells.Fill(2); var n = cells[1]; await Task.CompletedTask; int[] all = [1, 2]; ref var first = ref all[0]; first = 9; await Task.CompletedTask; Sink.Value = new byte[n + all[0]];"),

        // iterators and LINQ
        new("an iterator", "var sum = 0; foreach (var n in Work.Count(10)) sum += n; Sink.Value = new byte[sum];"),
        new("select and where", "Sink.Value = Enumerable.Range(0, 100).Where(n => n % 3 == 0).Select(n => n * n).ToList();"),
        new("a query", "Sink.Value = (from a in Work.Count(5) from b in Work.Count(5) where a < b orderby b descending select new Point(a, b)).ToArray();"),
        new("groups", "Sink.Value = Work.Count(50).GroupBy(n => n % 7).ToDictionary(g => g.Key, g => g.Sum());"),
        new("sorting and taking", "Sink.Value = Work.Count(50).OrderBy(n => -n).ThenBy(n => n % 3).Skip(5).Take(10).ToArray();"),
        new("chunks, zips and sets", "Sink.Value = Work.Count(20).Chunk(6).Zip(Work.Count(4), (c, n) => c.Length + n).ToHashSet();"),
        new("counts by key", "Sink.Value = Work.Count(30).CountBy(n => n % 4).Index().ToList();"),
        new("aggregation", "Sink.Value = Work.Count(20).Aggregate(\"\", (text, n) => text + n);"),

        // functions
        new("a closure", "var n = 3; Func<int, int> add = m => m + n; Sink.Value = add; n = add(4);"),
        new("closures of a loop", "var all = new List<Action>(); for (var i = 0; i < 5; i++) { var n = i; all.Add(() => n++); } foreach (var a in all) a(); Sink.Value = all;"),
        new("nested closures", "var a = 1; Func<Func<int>> outer = () => { var b = 2; return () => a + b; }; Sink.Value = outer();"),
        new("a lambda without variables", "Func<int, int> twice = static n => 2 * n; Sink.Value = twice; var m = twice(3);"),
        new("a local function", "var n = 3; int Add(int m) => m + n; Sink.Value = new byte[Add(4)];"),
        new("a recursive local function", "int Depth(int n) => n == 0 ? 0 : 1 + Depth(n - 1); Sink.Value = new byte[Depth(10)];"),
        new("a method as a delegate", "Func<int, int> f = Work.Fibonacci; Sink.Value = f; var n = f(5);"),
        new("delegates together", "Action a = () => { }; Action b = () => Sink.Value = null; var both = a + b; both(); Sink.Value = both - a;"),
        new("a lambda with optional parameters", "var f = (int n = 2, params int[] more) => n + more.Length; Sink.Value = f; Sink.Value = new byte[f() + f(1, 2, 3)];"),
        new("generic local functions", "int k = 3; T Id<T>(T value) { k++; return value; } Sink.Value = Id(\"x\"); Sink.Value = new byte[Id(k)]; IEnumerable<T> Repeat<T>(T value, int n) { for (var i = 0; i < n; i++) yield return value; } Sink.Value = Repeat(\"q\", k).ToList();"),

        // types
        new("operators of a class", "Money a = 3.5m; a += (Money)2; a += 5; Sink.Value = a + 4;"),
        new("static abstract members", "Sink.Value = Work.Make<Made>(3); Sink.Value = new byte[((IMade<Made>)new Made(1)).Twice];"),
        new("an interpolated string handler", "Log.Write(true, $\"a{1}b{\"x\"}\"); Log.Write(false, $\"a{new byte[10]}\");"),
        new("pointers", "unsafe { var a = new int[4]; fixed (int* p = a) p[3] = 4; static int Twice(int n) => 2 * n; delegate*<int, int> f = &Twice; int* q = stackalloc int[2]; q[1] = f(a[3]); Sink.Value = new byte[q[1]]; }"),
        new("a record with another value", "var a = new Point(1, 2); Sink.Value = a with { Y = 3 };"),
        new("a record in a record", "var c = new Circle(new(0, 0), 2) { Label = \"big\" }; Sink.Value = c with { Center = c.Center with { X = 5 } };"),
        new("a record as text", "Sink.Value = new Circle(new Point(1, 2), 2.5).ToString();"),
        new("equality of record structs", "var set = new HashSet<Pair>(); for (var i = 0; i < 10; i++) set.Add(new Pair(i % 3, \"b\")); Sink.Value = set;"),
        new("a field-backed property", "var counter = new Counter(); counter.Value = 3; counter?.Tag = counter.Value; Sink.Value = counter;"),
        new("a primary constructor", "var p = new Person(\"Ada\", 36); Sink.Value = p.Describe();"),
        new("an anonymous object", "var a = new { Name = \"a\", Size = 3 }; Sink.Value = a.ToString();"),
        new("tuples", "var (a, b) = (1, \"b\"); (object, int) t = (b, a); Sink.Value = t; var (x, y) = (new Point(1, 2)); Sink.Value = (x, y).ToTuple();"),
        new("boxes", "object boxed = 5; IComparable c = 3.5; Sink.Value = boxed; Sink.Value = c; Sink.Value = (object)Sides.Both;"),
        new("virtual calls", "Shape[] shapes = [new Square(2), new Disc(1)]; var sum = 0.0; foreach (var shape in shapes) sum += shape.Area(); Sink.Value = new byte[(int)sum];"),
        new("extension members", "int[] numbers = [1, 2, 3]; Sink.Value = numbers.Doubled; Sink.Value = new byte[numbers.SumTo(2)]; Sink.Value = string.Dashes(5);"),
        new("generic mathematics", "Sink.Value = new byte[Work.Sum(1, 2, 3)]; var d = Work.Sum(1.5, 2.5); Sink.Value = BigInteger.Pow(Work.Sum<BigInteger>(2, 3), 40);"),
        new("a struct on the stack behind an interface", "Span<int> cells = stackalloc int[8]; Sink.Value = new byte[(int)Work.Total(new Band(cells))];"),
        new("an inline array", "var four = new Four(); for (var i = 0; i < 4; i++) four[i] = i; var sum = 0; foreach (var n in four) sum += n; Sink.Value = new byte[sum];"),
        new("flags", "var sides = Sides.Left | Sides.Right; Sink.Value = sides.HasFlag(Sides.Left) ? sides.ToString() : \"\"; Sink.Value = Enum.Parse<Sides>(\"Left\").ToString();"),

        // patterns and collections
        new("patterns", "object[] all = [1, \"two\", new Point(3, 4), new[] { 5, 6 }]; var n = 0; foreach (var one in all) n += one switch { int i => i, string { Length: var l } => l, Point(var x, > 3) => x, int[] and [.., var last] => last, _ => 0 }; Sink.Value = new byte[n];"),
        new("slices", "int[] all = [1, 2, 3, 4, 5]; if (all is [var first, .. var middle, _]) Sink.Value = middle; Sink.Value = all[1..^1]; Sink.Value = \"text\"[1..3];"),
        new("collection expressions", "int[] a = [1, 2, 3]; List<int> b = [0, .. a, 4]; ReadOnlySpan<int> c = [5, 6]; HashSet<int> d = [.. b, .. a]; ImmutableArray<int> e = [.. c]; IEnumerable<int> f = [7, 8]; Sink.Value = d; Sink.Value = e; Sink.Value = f;"),
        new("parameters as spans and sequences", "var n = Work.Sum(1, 2, 3, 4) + Work.Spread(1, 2, 3); Sink.Value = new byte[n];"),
        new("a dictionary", "var table = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase); for (var i = 0; i < 10; i++) { if (!table.TryGetValue(\"k\" + i % 3, out var list)) table[\"k\" + i % 3] = list = []; list.Add(i); } Sink.Value = table;"),
        new("immutable and frozen collections", "var list = ImmutableList.CreateRange(Work.Count(10)).Add(3); Sink.Value = list.Reverse(); Sink.Value = Work.Count(10).ToFrozenSet();"),
        new("queues", "var queue = new PriorityQueue<string, int>(); for (var i = 0; i < 10; i++) queue.Enqueue(\"a\", -i); while (queue.TryDequeue(out _, out _)) { } Sink.Value = queue; Sink.Value = new Queue<int>(Work.Count(9)).Dequeue() + new Stack<int>([1, 2]).Pop();"),
        new("sorting", "int[] all = [3, 1, 2]; Array.Sort(all, (a, b) => b - a); List<string> names = [\"b\", \"a\"]; names.Sort(StringComparer.Ordinal); Sink.Value = names;"),
        new("a pooled array", "var rented = ArrayPool<byte>.Shared.Rent(1000); rented[0] = 1; ArrayPool<byte>.Shared.Return(rented);"),

        // text
        new("interpolated text", "var n = 42; Sink.Value = $\"{n} of {n * 2}, {n:N2}, {DayOfWeek.Monday}, {n,8}|\";"),
        new("text of constants", "const string A = \"a\"; Sink.Value = $\"{A}{A}\" + nameof(List<>);"),
        new("text in a culture", "Sink.Value = 1234.5.ToString(\"N\", CultureInfo.GetCultureInfo(\"de-DE\")); Sink.Value = string.Create(CultureInfo.InvariantCulture, $\"{1.5:F3}\"); Sink.Value = new DateTime(2020, 3, 4).ToString(\"D\");"),
        new("building text", "var text = new StringBuilder(); for (var i = 0; i < 50; i++) text.Append(i).Append(',').AppendLine($\"<{i}>\"); Sink.Value = text.ToString();"),
        new("splitting and joining", "Sink.Value = string.Join('-', \"a,b,,c\".Split(',', StringSplitOptions.RemoveEmptyEntries)) + string.Concat(Work.Count(5)) + \"abc\".ToUpperInvariant().Replace('B', 'x').PadLeft(9);"),
        new("text by spans", "ReadOnlySpan<char> text = \"12;34;56\"; var sum = 0; foreach (var range in text.Split(';')) sum += int.Parse(text[range]); Span<char> room = stackalloc char[16]; sum.TryFormat(room, out var written); Sink.Value = new string(room[..written]);"),
        new("bytes of text", "Sink.Value = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(\"grüße\")) + Convert.ToBase64String(\"abc\"u8) + Convert.ToHexString([1, 2]);"),
        new("a regular expression", "Sink.Value = Regex.Replace(\"one 1 two 22\", @\"(?<n>\\d+)\", m => $\"<{m.Groups[\"n\"].Value}>\"); Sink.Value = Regex.Matches(\"a1b2\", @\"\\d\").Count.ToString();"),
        new("a regular expression of its own", "var regex = new Regex(@\"^(\\w+)@(\\w+)\\.com$\"); var match = regex.Match(\"me@here.com\"); Sink.Value = match.Groups[2].Value;"),
        new("JSON", "var text = JsonSerializer.Serialize(new Settings { Name = \"n\", Values = [1, 2], Weights = { [\"a\"] = 0.5 } }); Sink.Value = JsonSerializer.Deserialize<Settings>(text);"),
        new("JSON nodes", "var node = JsonNode.Parse(\"{\\\"a\\\":[1,2,{\\\"b\\\":null}]}\")!; node[\"c\"] = 3; Sink.Value = node.ToJsonString();"),
        new("a stream", "var stream = new MemoryStream(); using (var writer = new StreamWriter(stream, leaveOpen: true)) writer.Write(\"text\"); stream.Position = 0; Sink.Value = new StreamReader(stream).ReadToEnd();"),
        new("text that is traced", "Trace.WriteLine(new string('c', 100)); Debug.WriteLine(new string('d', 100));"),

        // late binding
        new("dynamic arithmetic", "dynamic d = 5; int r = d + 1; Sink.Value = new byte[r];"),
        new("dynamic calls", "dynamic d = \"text\"; string s = d.Substring(1, 2); int l = d.Length; Sink.Value = s;"),
        new("an expression tree", "var n = 3; Expression<Func<int, int>> e = x => x + n; GC.KeepAlive(e); dynamic d = n; int r = d + 1;"),
        new("reflection", "var p = new Person(\"Ada\", 36); Sink.Value = typeof(Person).GetProperty(\"Name\")!.GetValue(p); Sink.Value = Activator.CreateInstance<Counter>();"),

        // errors and control flow
        new("an exception", "try { throw new InvalidOperationException(\"no\"); } catch (InvalidOperationException e) when (e.Message.Length == 2) { Sink.Value = e; } finally { Sink.Value = new byte[10]; }"),
        new("checked arithmetic", "var n = int.MaxValue; n++; try { checked { n = int.MaxValue; n++; } } catch (OverflowException) { Sink.Value = new byte[1]; }"),
        new("disposal at the end", "using var a = new Closing(); Sink.Value = a;"),
        new("asynchronous disposal of what is at hand", "await using var a = new MemoryStream(); await a.FlushAsync(); Sink.Value = a;"),
        new("disposal", "using (var a = new Closing()) Sink.Value = a; using (Closing b = new(), c = new()) Sink.Value = b;"),
        new("an array that nobody sees", "var sum = 0; var small = new int[4]; for (var i = 0; i < 4; i++) { small[i] = i; sum += small[i]; } Sink.Value = new byte[sum];"),
        new("objects", "for (var i = 0; i < 100; i++) Sink.Value = new Person(\"a\", i); Sink.Value = new double[10, 10]; Sink.Value = new int[3][];"),
    ];
}
