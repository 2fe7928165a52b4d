namespace MemMagics.Cli.Directives;

/// <summary>The names that notebooks give to languages, brought to one form.</summary>
internal static class CellLanguages
{
    public const string CSharp = "csharp";
    public const string Markdown = "markdown";
    public const string Raw = "raw";
    public const string Html = "html";
    public const string Mermaid = "mermaid";
    public const string Value = "value";

    private static readonly Dictionary<string, string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["csharp"] = CSharp,
        ["c#"] = CSharp,
        ["cs"] = CSharp,
        ["polyglot-notebook"] = CSharp,
        ["dotnet-interactive.csharp"] = CSharp,
        [".net-csharp"] = CSharp,
        ["markdown"] = Markdown,
        ["md"] = Markdown,
        ["raw"] = Raw,
        ["fsharp"] = "fsharp",
        ["f#"] = "fsharp",
        [".net-fsharp"] = "fsharp",
        ["pwsh"] = "pwsh",
        ["powershell"] = "pwsh",
        [".net-pwsh"] = "pwsh",
        ["javascript"] = "javascript",
        ["js"] = "javascript",
        ["html"] = Html,
        ["sql"] = "sql",
        ["kql"] = "kql",
        ["mermaid"] = Mermaid,
        ["http"] = "http",
        ["value"] = Value,
        ["python"] = "python",
        ["python3"] = "python",
        ["r"] = "r",
    };

    /// <summary>The language's one name; an unknown name is returned in lower case.</summary>
    public static string Normalize(string name) => s_names.TryGetValue(name, out var language) ? language : name.ToLowerInvariant();

    /// <summary>Whether this host does something with a cell of the language: it runs the code, or shows the text. All else is skipped.</summary>
    public static bool IsUnderstood(string language) => language is CSharp or Markdown or Raw or Html or Mermaid or Value;

    /// <summary>Whether a line <c>#!name</c> begins a cell of that language, rather than being a magic of the cell it stands in.</summary>
    public static bool IsSelector(string name) => s_names.ContainsKey(name);
}
