using FsCheck;
using FsCheck.Fluent;

namespace MemMagics.Tests.State;

/// <summary>Declarations of notebook types with random fields, and random graphs of their objects.</summary>
/// <param name="Types">For each type, whether it is a struct, and its fields' types as C# writes them; <c>#</c> stands for a class, <c>$</c> for a struct declared before it.</param>
/// <param name="Seed">Of the graph.</param>
internal sealed record RandomNotebookTypes((bool IsStruct, string[] Fields)[] Types, int Seed)
{
    private static readonly string[] s_fields =
    [
        "int", "long", "byte", "bool", "char", "short", "double", "float", "decimal", "string", "DateTime", "Guid", "int?", "DayOfWeek", "object", "int[]", "double[]", "string[]",
        "object[]", "int[,]", "#", "#", "#", "#[]", "#[][]", "$", "$", "$[]", "$?", "List<#>", "List<object>", "List<$>", "Dictionary<string, #>", "Dictionary<int, $>", "HashSet<#>", "(int, #)", "Stack<string>",
        "LinkedList<#>", "KeyValuePair<string, #>", "Tuple<#, int>", "Box<#>", "Box<$>", "Box<string>",
    ];

    public static Arbitrary<RandomNotebookTypes> Arbitrary { get; } = Arb.From(
        from types in Gen.NonEmptyListOf(
            from isStruct in Gen.Elements(true, false)
            from fields in Gen.ListOf(Gen.Elements(s_fields))
            select (isStruct, fields.Take(8).ToArray()))
        from seed in Gen.Choose(0, int.MaxValue)
        select new RandomNotebookTypes([.. types.Take(6)], seed));

    /// <summary>A cell that declares the types, and a variable for a graph.</summary>
    public string Cell()
    {
        var cell = new System.Text.StringBuilder("class Box<T> { public T Value; public readonly T Other; } class Last { public Last Next; } struct First { public object Any; }\n");
        for (var i = 0; i < Types.Length; i++)
        {
            var fields = Types[i].Fields.Select((field, number) => $"public {(number % 3 == 1 ? "readonly " : "")}{Named(field, i, number)} F{number}; ");
            cell.AppendLine($"{(Types[i].IsStruct ? "struct" : i % 2 == 0 ? "class" : "record")} T{i} {{ {string.Concat(fields)} }}");
        }

        return cell + "object[] root = null; Type[] types = { typeof(Last), typeof(First)" + string.Concat(Types.Select((_, i) => $", typeof(T{i})")) + " };";
    }

    /// <summary>A graph of a few hundred objects, with sharing and cycles.</summary>
    public object[] Graph(Type[] types)
    {
        var maker = new RandomGraph(new Random(Seed), types);
        return [.. Enumerable.Range(0, 12).Select(_ => maker.Make(types[maker.Random.Next(types.Length)], 0)!)];
    }

    public override string ToString() => $"{Cell()} // seed {Seed}";

    private string Named(string field, int type, int number)
    {
        var classes = Enumerable.Range(0, Types.Length).Where(i => !Types[i].IsStruct).Select(i => "T" + i).Append("Last").ToArray();
        // Only those before it: no struct holds itself.
        var structs = Enumerable.Range(0, type).Where(i => Types[i].IsStruct).Select(i => "T" + i).Append("First").ToArray();
        var choice = HashCode.Combine(Seed, type, number) & int.MaxValue;
        return field.Replace("#", classes[choice % classes.Length]).Replace("$", structs[choice % structs.Length]);
    }
}
