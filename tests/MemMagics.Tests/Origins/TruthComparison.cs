using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>What a report says of a program, beside what is known of it.</summary>
internal sealed class TruthComparison
{
    private readonly List<string> _differences = [];
    private long _short;

    private TruthComparison()
    {
    }

    /// <summary>A sentence for everything that is not as the program says; empty when all is.</summary>
    /// <param name="program">What is known.</param>
    /// <param name="where">What was found.</param>
    /// <param name="mostMissing">The most bytes that may not have been found; <see langword="null"/> for as many as the program says.</param>
    public static IReadOnlyList<string> Differences(TruthProgram program, AllocationOrigins where, long? mostMissing = null)
    {
        var comparison = new TruthComparison();
        comparison.Compare(program, where, mostMissing ?? program.MostMissing);
        return comparison._differences;
    }

    private void Compare(TruthProgram program, AllocationOrigins where, long mostMissing)
    {
        var known = program.Lines.ToDictionary(line => line.Line ?? 0);
        var found = where.Lines.GroupBy(line => (line.Source, line.Line)).ToDictionary(group => group.Key, Merged);
        foreach (var expected in program.Lines)
        {
            var types = found.GetValueOrDefault((expected.Line is null ? null : "cell 1", expected.Line)) ?? [];
            foreach (var type in expected.Types.Values)
                Compare(Place(expected.Line), type, types.GetValueOrDefault(type.Name), mostMissing > 0);
        }

        foreach (var ((source, line), types) in found)
        {
            var expected = source is null or "cell 1" ? known.GetValueOrDefault(line ?? 0) : null;
            if (expected is not { Open: true })
                _differences.AddRange(types.Values.Where(type => expected?.Types.ContainsKey(type.Type) != true).Select(type => $"{source ?? "elsewhere"}, line {line}: {type.Objects}x {type.Type} {type.Bytes} B, not expected"));
        }

        if (where.Missing < 0 || where.Missing > mostMissing || _short > where.Missing)
            _differences.Add($"missing: {where.Missing} B, of the known {_short} B; at most {mostMissing} B may be");
    }

    private void Compare(string place, ExpectedType expected, OriginType? found, bool mayLack)
    {
        var (objects, bytes, alive) = (found?.Objects ?? 0, found?.Bytes ?? 0, found?.Alive ?? 0);
        if (mayLack && objects < expected.Objects && bytes < expected.Bytes && alive <= expected.Alive)
            _short += expected.Bytes - bytes;
        else if ((objects, bytes, alive) != (expected.Objects, expected.Bytes, expected.Alive))
            _differences.Add($"{place}: {objects}x {expected.Name} {bytes} B ({alive} alive) instead of {expected.Objects}x {expected.Bytes} B ({expected.Alive} alive)");
    }

    /// <summary>A line may be in two functions, as that of a lambda is.</summary>
    private static Dictionary<string, OriginType> Merged(IEnumerable<OriginLine> lines) =>
        lines.SelectMany(line => line.Types).GroupBy(type => type.Type)
            .ToDictionary(group => group.Key, group => new OriginType(group.Key, group.Sum(type => type.Objects), group.Sum(type => type.Bytes), group.Sum(type => type.Alive)));

    private static string Place(int? line) => line is null ? "elsewhere" : $"line {line}";
}
