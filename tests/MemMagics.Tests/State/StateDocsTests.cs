using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using MemMagics.Worker.State;

namespace MemMagics.Tests.State;

/// <summary>The table of docs/state.md is the code's own. <c>MEMMAGICS_APPROVE=1 dotnet test</c> writes it anew.</summary>
public sealed class StateDocsTests
{
    private const string Begin = "<!-- the table: written by StateDocsTests from the rules in the code -->\n";
    private const string End = "<!-- end of the table -->\n";

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
        var names = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(Path.GetFileNameWithoutExtension);
        var known = names.Where(static name => name!.StartsWith("System", StringComparison.Ordinal)).Select(static name => Assembly.Load(name!)).ToArray();
        var missing = FrameworkRules.All()
            .Where(static rule => !rule.TypeName.EndsWith('*') && !rule.TypeName.StartsWith("System.Runtime.InteropServices.GCHandle`", StringComparison.Ordinal))
            .Where(rule => !Array.Exists(known, assembly => assembly.GetType(rule.TypeName) is not null))
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
        table.Append(heading).Append("\n\n| types | how, or why not |\n| --- | --- |\n");
        // What a collection consists of inside is nothing that people declare.
        foreach (var rows in rules.Where(static rule => !rule.TypeName.Contains('+') || rule.TypeName.EndsWith('*')).GroupBy(static rule => rule.Note))
            table.Append("| ").AppendJoin(", ", rows.Select(Name).Distinct()).Append(" | ").Append(rows.Key).Append(" |\n");
        table.Append('\n');
    }

    private static string Name(TravelRule rule)
    {
        var name = rule.TypeName.TrimEnd('*', '.', '+');
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        var parameters = arity < 0 ? "" : name[(arity + 1)..] is "1" ? "<T>" : $"<{string.Join(", ", Enumerable.Range(1, int.Parse(name[(arity + 1)..])).Select(static i => "T" + i))}>";
        var plain = arity < 0 ? name : name[..arity];
        var shown = $"`{(rule.TypeName.EndsWith('*') ? plain : plain[(plain.LastIndexOf('.') + 1)..])}{parameters}`";
        return rule.TypeName.EndsWith('*') ? "all of " + shown : rule.Scope == RuleScope.Derived ? shown + " and what extends it" : shown;
    }

    private static string DocsPath([CallerFilePath] string testFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(testFile)!, "..", "..", "..", "docs", "state.md"));
}
