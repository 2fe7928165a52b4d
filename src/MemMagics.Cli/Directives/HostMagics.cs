using MemMagics.Magics;

namespace MemMagics.Cli.Directives;

/// <summary>The directives that this host does itself, and what is said about those that it does not know.</summary>
internal static class HostMagics
{
    public const string About = "#!about";
    public const string CSharp = "#!csharp";
    public const string Help = "#!help";
    public const string Import = "#!import";
    public const string ListMagics = "#!lsmagic";
    public const string Set = "#!set";
    public const string Share = "#!share";
    public const string Shell = "#!shell";
    public const string Timeit = "#!timeit";
    public const string Value = "#!value";
    public const string Who = "#!who";
    public const string Whos = "#!whos";

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<HostMagic> All { get; } =
    [
        new(About, "", "Says which tool and which .NET run the notebook."),
        new(CSharp, "", "Goes on in C#, after a part of the cell in another language."),
        new(Help, "[NAME]", "Lists the directives, or explains one.") { Examples = ["#!help #!whos"] },
        new("#!html", "", "Shows the text below, up to the next language, as HTML.") { Examples = ["#!html", "<b>bold</b>"] },
        new(Import, "FILE", "Runs the C# cells of a notebook, or a C# file, in this session. The path begins at the folder of the notebook that it stands in.") { Examples = ["#!import setup.dib", "#!import \"my tools/Shapes.cs\""] },
        new(ListMagics, "", "Lists the directives and what they do."),
        new("#!markdown", "", "Shows the text below, up to the next language, as Markdown.") { Examples = ["#!markdown", "# A heading"] },
        new("#!mermaid", "", "Shows the diagram below, up to the next language, where the front end draws such diagrams, and its text elsewhere.") { Examples = ["#!mermaid", "graph LR; A --> B"] },
        new(Set, "--name NAME --value TEXT|@input:PROMPT|@password:PROMPT|@csharp:NAME|@value:NAME", "Makes a C# variable of a text, of what the user is asked for, of another variable, or of what #!value keeps.") { Examples = ["#!set --name city --value \"New York\"", "#!set --name city --value @input:\"Your city\"", "#!set --name rows --value @value:table"] },
        new(Share, "NAME --from csharp|value [--as NAME]", "Makes a C# variable of what another part of the notebook keeps.") { Examples = ["#!share --from value table", "#!share --from value table --as rows"] },
        new(Shell, "COMMAND", "Has the shell run a command, where the notebook may do so. A line !command is the same.") { Examples = ["!dotnet --version"] },
        new(TimedCode.Name, "[CODE]", "Tells the wall time of the whole cell.") { Examples = ["#!time", "#!time var primes = Sieve(1_000_000);"] },
        new(Timeit, "[-n LOOPS] [-r RUNS] CODE", "Tells how long code takes, on average of many loops in several runs. The code may go on in the lines below, to the next directive.") { HasCode = true, Examples = ["#!timeit Sieve(1_000)", "#!timeit -n 10 -r 3 Solve()"] },
        new(Value, "--name NAME [--mime-type TYPE] [--from-file FILE | --from-url URL | --from-value TEXT]", "Keeps the text below, up to the next language, or that of a file or an address, under a name for #!share and #!set. JSON becomes a JsonDocument with --mime-type application/json, or where a server says that it is JSON.") { Examples = ["#!value --name table", "city,population", "Bern,137000"] },
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
