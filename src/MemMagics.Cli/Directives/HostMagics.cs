using MemMagics.Magics;

namespace MemMagics.Cli.Directives;

/// <summary>The directives that this host does itself, and what is said about those that it does not know.</summary>
internal static class HostMagics
{
    public const string About = "#!about";
    public const string CSharp = "#!csharp";
    public const string Help = "#!help";
    public const string ListMagics = "#!lsmagic";
    public const string Who = "#!who";
    public const string Whos = "#!whos";

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<HostMagic> All { get; } =
    [
        new(About, "", "Says which tool and which .NET run the notebook."),
        new(CSharp, "", "Goes on in C#, after a part of the cell in another language."),
        new(Help, "[NAME]", "Lists the directives, or explains one.") { Examples = ["#!help #!whos"] },
        new("#!html", "", "Shows the text below, up to the next language, as HTML.") { Examples = ["#!html", "<b>bold</b>"] },
        new(ListMagics, "", "Lists the directives and what they do."),
        new("#!markdown", "", "Shows the text below, up to the next language, as Markdown.") { Examples = ["#!markdown", "# A heading"] },
        new("#!mermaid", "", "Shows the diagram below, up to the next language, where the front end draws such diagrams, and its text elsewhere.") { Examples = ["#!mermaid", "graph LR; A --> B"] },
        new(TimedCode.Name, "[CODE]", "Tells the wall time of the whole cell.") { Examples = ["#!time", "#!time var primes = Sieve(1_000_000);"] },
        new(Who, "", "Lists the names of the notebook's variables."),
        new(Whos, "", "Lists the notebook's variables with their types and values."),
    ];

    /// <summary>The names of all directives that begin with <c>#!</c>, the engine's included.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. MagicGrammar.Magics.Select(magic => magic.Name).Concat(All.Select(magic => magic.Name)).Order(StringComparer.Ordinal)];

    /// <summary>The directive of that name; <see langword="null"/> for one of the engine's, and for one that nobody knows.</summary>
    public static HostMagic? Find(string name) => All.FirstOrDefault(magic => magic.Name == name);

    /// <summary>What <c>--help</c> shows of a directive, by its name with or without the sign; <see langword="null"/> when nobody knows it.</summary>
    public static string? HelpOn(string name)
    {
        var full = $"#!{name.TrimStart('#', '!', '%')}";
        return MagicGrammar.Magics.FirstOrDefault(magic => magic.Name == full)?.Help ?? Find(full)?.Help;
    }

    /// <summary>Whether what follows a directive's name asks what it does.</summary>
    public static bool AsksForHelp(string arguments) => arguments is "-h" or "--help" or "-?";

    /// <summary>The sentence about a directive that nobody knows: the nearest names, and all of them.</summary>
    public static string Unknown(string name) =>
        $"there is no magic {name}.{NearestNames.Question(name, Names)} There are {string.Join(", ", Names.SkipLast(1))} and {Names[^1]}.";
}
