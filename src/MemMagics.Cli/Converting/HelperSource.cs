namespace MemMagics.Cli.Converting;

/// <summary>The classes that a file gets for what notebooks have and programs have not.</summary>
internal static class HelperSource
{
    /// <summary>The class that shows values.</summary>
    public const string Display = "NotebookDisplay";

    /// <summary>The class that asks.</summary>
    public const string Input = "NotebookInput";

    /// <summary>A class's source.</summary>
    /// <param name="name">Its name.</param>
    public static string Of(string name)
    {
        using var resource = typeof(HelperSource).Assembly.GetManifestResourceStream($"MemMagics.Cli.{name}.cs")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
