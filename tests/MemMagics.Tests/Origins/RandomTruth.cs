using System.Globalization;
using System.Text;

namespace MemMagics.Tests.Origins;

/// <summary>
/// A program put together at random from functions that call each other in loops, on other threads and through inlining, and allocate what is known:
/// the text of a <see cref="TruthProgram"/>, in which every line says what it allocates over all its executions.
/// </summary>
internal sealed class RandomTruth
{
    private const int MostExecutions = 3000;
    private const int Kinds = 17;
    private const int Argument = 7; // what every function is called with

    private readonly Random _random;
    private readonly List<string> _lines = [];
    private readonly int[] _calls; // how often each function is called
    private readonly SharedCode _shared = new();
    private int _sites;
    private int _threads;

    private RandomTruth(int seed)
    {
        _random = new Random(seed);
        _calls = new int[_random.Next(2, 8)];
    }

    public static TruthProgram Make(int seed) => TruthProgram.Parse($"random {seed}", new RandomTruth(seed).Text(seed));

    private string Text(int seed)
    {
        _lines.Add("static class P");
        _lines.Add("{");
        _lines.Add("    public static void Main()");
        _lines.Add("    {");
        _lines.Add("        Kept.All = new List<object>(100_000); //= 1x List<object> 32 B (32 B alive); 1x object[] 800,024 B (800,024 B alive)");
        _lines.Add("        Kept.Counts = new int[1000]; //= 1x int[] 4,024 B (4,024 B alive)");
        _lines.Add($"        F0({Argument});");
        _lines.Add("        Kept.Last = null;");
        _lines.Add("    }");
        _calls[0] = 1;
        for (var function = 0; function < _calls.Length; function++)
            AddFunction(function);

        _lines.Add("}");
        string[] head =
        [
            $"// Random program {seed}.",
            "// #!memit P.Main()",
            $"// missing: 100,000 B x {_threads * 20}",
            "using System.Runtime.CompilerServices;",
            "using System.Threading;",
        ];
        return string.Join('\n', [.. head, .. _lines, .. _shared.Lines(), .. _threads > 0 ? (string[])["// elsewhere: ..."] : []]);
    }

    private void AddFunction(int function)
    {
        _lines.Add(_random.Next(2) == 0 ? "    [MethodImpl(MethodImplOptions.NoInlining)]" : _random.Next(4) == 0 ? "    [MethodImpl(MethodImplOptions.AggressiveInlining)]" : "");
        _lines.Add($"    static void F{function}(int n)");
        _lines.Add("    {");
        foreach (var kind in Enumerable.Range(0, Kinds).OrderBy(_ => _random.Next()).Take(_random.Next(1, 6)).ToList())
            AddStatement(function, kind);
        for (var callee = function + 1; callee < _calls.Length; callee++)
        {
            if (callee == function + 1 || _random.Next(3) == 0)
                AddCall(callee, _calls[function]);
        }

        _lines.Add("    }");
    }

    private void AddStatement(int function, int kind)
    {
        var (executions, indent) = (_calls[function], "        ");
        if (_random.Next(2) == 0)
        {
            var rounds = _random.Next(0, Math.Min(60, 1 + MostExecutions / Math.Max(1, executions)));
            _lines.Add($"        for (var i = 0; i < {rounds}; i++)");
            (executions, indent) = (executions * rounds, "            ");
        }

        var (code, what) = Statement(kind, executions);
        _lines.Add(indent + code + (executions > 0 && what.Length > 0 ? " //= " + what : ""));
    }

    private void AddCall(int callee, int executions)
    {
        var rounds = executions > 100 ? 1 : _random.Next(1, 8);
        _lines.Add($"        for (var i = 0; i < {rounds}; i++)");
        executions *= rounds;
        _calls[callee] += executions;
        var isRare = executions is > 0 and < 5;
        switch (_random.Next(6))
        {
            case 0 when isRare:
                _threads += executions;
                _lines.Add($"            Kept.Thread(() => F{callee}({Argument})); //= ...");
                _shared.HasThreads = true;
                break;
            case 1 when isRare:
                _threads += executions;
                _lines.Add($"            Task.Run(() => F{callee}({Argument})).Wait(); //= ...");
                break;
            default:
                _lines.Add($"            F{callee}({Argument});");
                break;
        }
    }

    /// <summary>A statement of a kind, and what so many executions of it allocate on its line. No two kinds make objects of one type that code which the JIT has moved could be taken for.</summary>
    private (string Code, string What) Statement(int kind, int executions)
    {
        var size = _random.Next(1, 200);
        switch (kind)
        {
            case 0:
                return ($"Kept.Last = new sbyte[{size}];", Of(executions, "sbyte[]", 24 + size));
            case 1:
                return ("Kept.Last = n;", Of(executions, "int", 24));
            case 2:
                return ($"Kept.Last = new string('x', {size});", Of(executions, "string", 22 + 2 * size));
            case 3:
                return ($"Kept.Last = new int[{size}, 3];", Of(executions, "int[,]", 24 + 2 * 8 + 3 * 4 * size));
            case 4:
                return ($"Kept.Last = new List<long>({size});", Of(executions, "List<long>", 32) + "; " + Of(executions, "long[]", 24 + 8 * size));
            case 5:
                return ("Kept.Last = new Leaf { Value = n };", Of(executions, "Leaf", 32));
            case 6:
                var every = _random.Next(1, 12);
                return ($"Kept.Maybe(new Node {{ Value = n }}, {_sites++}, {every});", Of(executions, "Node", 32, (executions + every - 1) / every));
            case 7:
                every = _random.Next(1, 12);
                return ($"Kept.Maybe(new byte[{size}], {_sites++}, {every});", Of(executions, "byte[]", 24 + size, (executions + every - 1) / every));
            case 8:
                _shared.Rows += executions;
                return ("foreach (var row in Kept.Rows(5)) Kept.Last = row;", "");
            case 9:
                _shared.Counters += executions;
                return ("Kept.Last = Kept.Counter(n);", "");
            case 10:
                _shared.Strings += executions;
                return ("Kept.Last = Kept.Make<string>();", "");
            case 11:
                _shared.Longs += executions;
                return ("Kept.Last = Kept.Make<long>();", "");
            case 12:
                return ("Kept.Length(n, n, n);", Of(executions, "int[]", 24 + 3 * 4));
            case 13 when executions < 6:
                return ($"GC.Collect({_random.Next(3)});", "");
            case 14 when executions < 50:
                return ("Kept.Last = new ushort[45_000];", Of(executions, "ushort[]", 90_024));
            case 15:
                var depth = _random.Next(0, 20);
                _shared.Deep += executions * (depth + 1);
                return ($"Kept.Deep({depth});", "");
            case 16:
                return ("Kept.Last = new Finalized();", Of(executions, "Finalized", 24));
            default:
                return ("Kept.Last = null;", "");
        }
    }

    private static string Of(long objects, string type, long size, long alive = 0) => SharedCode.Of(objects, type, size, alive);

    /// <summary>What all programs have, whose lines say what all calls of them allocated.</summary>
    private sealed class SharedCode
    {
        public int Rows { get; set; }

        public int Counters { get; set; }

        public int Strings { get; set; }

        public int Longs { get; set; }

        public int Deep { get; set; }

        public bool HasThreads { get; set; }

        public static string Of(long objects, string type, long size, long alive = 0)
        {
            var aligned = (size + 7) / 8 * 8;
            return string.Create(CultureInfo.InvariantCulture, $"{objects}x {type} {objects * aligned:N0} B") + (alive == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({alive * aligned:N0} B alive)"));
        }

        public IEnumerable<string> Lines() =>
            $$"""
            class Node { public Node Next; public long Value; }
            class Leaf { public Leaf Next; public long Value; }
            class Finalized
            {
                ~Finalized() { }
            }
            static class Kept
            {
                public static object Last;
                public static List<object> All;
                public static int[] Counts;
                [MethodImpl(MethodImplOptions.NoInlining)]
                public static void Maybe(object value, int site, int every)
                {
                    if ((Interlocked.Increment(ref Counts[site]) - 1) % every == 0)
                        lock (Counts)
                            All.Add(value);
                }
                public static IEnumerable<int[]> Rows(int n){{Noted(Rows, "Kept.(Rows in progress)", 48)}}
                {
                    for (var i = 0; i < n; i++)
                        yield return new int[10];{{Noted(5 * Rows, "int[]", 64)}}
                }
                [MethodImpl(MethodImplOptions.NoInlining)]
                public static Func<int> Counter(int n){{Noted(Counters, "Kept.(closure)", 24)}}
                {
                    var own = n + 1;
                    return () => own;{{Noted(Counters, "Func<int>", 64)}}
                }
                [MethodImpl(MethodImplOptions.NoInlining)]
                public static T[] Make<T>() =>
                    new T[10];{{Both(Noted(Strings, "string[]", 104), Noted(Longs, "long[]", 104))}}
                [MethodImpl(MethodImplOptions.NoInlining)]
                public static int Length(params int[] all) => all.Length;
                public static int Deep(int depth)
                {
                    Last = new short[12];{{Noted(Deep, "short[]", 48)}}
                    return depth == 0 ? 0 : 1 + Deep(depth - 1);
                }
                [MethodImpl(MethodImplOptions.NoInlining)]
                public static void Thread(Action act){{(HasThreads ? " //= ..." : "")}}
                {
                    var thread = new Thread(() => act());{{(HasThreads ? " //= ..." : "")}}
                    thread.Start();{{(HasThreads ? " //= ..." : "")}}
                    thread.Join();{{(HasThreads ? " //= ..." : "")}}
                }
            }
            """.ReplaceLineEndings("\n").Split('\n');

        private static string Noted(int objects, string type, long size) => objects == 0 ? "" : " //= " + Of(objects, type, size);

        private static string Both(string first, string second) => first.Length > 0 && second.Length > 0 ? first + second.Replace(" //= ", "; ", StringComparison.Ordinal) : first + second;
    }
}
