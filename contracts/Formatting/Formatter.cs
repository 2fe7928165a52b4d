namespace Microsoft.DotNet.Interactive.Formatting;

// Microsoft.DotNet.Interactive.Formatting/Formatter.cs
public static class Formatter
{
    public static void Register<T>(Func<T, string> formatter, string mimeType = "text/plain") => throw null!;
}
