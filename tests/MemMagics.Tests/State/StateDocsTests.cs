using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using MemMagics.Wire.State;

namespace MemMagics.Tests.State;

/// <summary>The table of docs/state.md is the code's own. <c>MEMMAGICS_APPROVE=1 dotnet test</c> writes it anew.</summary>
public sealed class StateDocsTests
{
    private const string Begin = "<!-- the table: written by StateDocsTests from the rules in the code -->\n";
    private const string End = "<!-- end of the table -->\n";

    private static readonly Assembly[] s_framework = [.. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
        .Select(static path => Path.GetFileNameWithoutExtension(path)).Where(static name => !name.EndsWith(".Native", StringComparison.Ordinal)).Select(Assembly.Load)];

    [Test]
    public void TheTableOfTheDocsIsTheCodes()
    {
        var path = DocsPath();
        var docs = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (begin, end) = (docs.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, docs.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("MEMMAGICS_APPROVE") == "1")
        {
            File.WriteAllText(path, docs[..begin] + Table() + docs[end..]);
            return;
        }

        Assert.That(docs[begin..end], Is.EqualTo(Table()), "docs/state.md tells another story than the code. Write it anew: MEMMAGICS_APPROVE=1 dotnet test");
    }

    [Test]
    public void EveryRuleNamesATypeThatExists()
    {
        var missing = FrameworkRules.All()
            .Where(static rule => !rule.TypeName.EndsWith('*') && !rule.TypeName.StartsWith("System.Runtime.InteropServices.GCHandle`", StringComparison.Ordinal))
            .Where(static rule => TypeOf(rule) is null)
            .Select(static rule => rule.TypeName);

        Assert.That(missing, Is.Empty);
    }

    private static string Table()
    {
        var table = new StringBuilder();
        Write(table, "### Copied", FrameworkRules.All().Where(static rule => rule.Travel is not Travel.Refused and not Travel.Rebuilt));
        Write(table, "### Taken apart and put together again", FrameworkRules.All().Where(static rule => rule.Travel == Travel.Rebuilt));
        Write(table, "### Stays: the magic stops with a sentence", FrameworkRules.All().Where(static rule => rule.Travel == Travel.Refused));
        return table.ToString();
    }

    private static void Write(StringBuilder table, string heading, IEnumerable<TravelRule> rules)
    {
        table.Append(heading).Append("\n\n| namespace | types | how, or why not |\n| --- | --- | --- |\n");
        // What a collection consists of inside is nothing that people declare.
        foreach (var rows in rules.Where(static rule => IsFamily(rule) || TypeOf(rule) is { IsVisible: true, IsNested: false }).GroupBy(static rule => (Namespace: NamespaceOf(rule), rule.Note)))
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{rows.Key.Namespace}` | {string.Join(", ", rows.Select(Name).Distinct())} | {rows.Key.Note} |\n");
        table.Append('\n');
    }

    private static string NamespaceOf(TravelRule rule) => rule.TypeName[..rule.TypeName.LastIndexOf('.')];

    private static bool IsFamily(TravelRule rule) => rule.TypeName.EndsWith('*');

    private static string Name(TravelRule rule)
    {
        var name = rule.TypeName[(rule.TypeName.LastIndexOf('.') + 1)..];
        if (name == "*")
            return "all";
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        var bare = arity < 0 ? name.TrimEnd('*', '<', '+') : name[..arity];
        var shown = name.EndsWith("+<>c__DisplayClass*", StringComparison.Ordinal) ? $"closures of `{name[..name.AsSpan().IndexOfAny('`', '+')]}`"
            : name.EndsWith("+<*", StringComparison.Ordinal) ? $"iterators of `{bare}`"
            : name.EndsWith("+*", StringComparison.Ordinal) ? $"what is in `{bare}`"
            : IsFamily(rule) ? $"`{bare}…`"
            : arity < 0 ? $"`{bare}`" : $"`{bare}<>`";
        return rule.Scope == RuleScope.Derived ? shown + " and what extends it" : shown;
    }

    private static Type? TypeOf(TravelRule rule) => s_framework.Select(assembly => assembly.GetType(rule.TypeName)).FirstOrDefault(static type => type is not null);

    private static string DocsPath([CallerFilePath] string testFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(testFile)!, "..", "..", "..", "docs", "state.md"));
}
