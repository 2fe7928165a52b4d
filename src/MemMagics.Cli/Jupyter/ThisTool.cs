using MemMagics.Wire.Runtime;

namespace MemMagics.Cli.Jupyter;

/// <summary>How this very tool is started again, later and from elsewhere.</summary>
internal static class ThisTool
{
    // Where a command made by `dotnet tool install` looks for .NET before the usual places.
    private static readonly string[] s_dotnetRoots = ["DOTNET_ROOT", $"DOTNET_ROOT_{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToUpperInvariant()}"];

    /// <summary>
    /// The command to start and its first arguments. Of an installed tool it is the command that the user types: it stays where it is when an update
    /// puts another program behind it. The program itself lies in a folder of its version.
    /// </summary>
    public static IReadOnlyList<string> Command =>
        IsInstalled ? [System.Environment.ProcessPath!] : [DotnetHost.Path, typeof(ThisTool).Assembly.Location];

    /// <summary>What that command needs to be told, since whoever starts it may not have the user's own environment.</summary>
    public static IEnumerable<(string Name, string Value)> Environment =>
        from name in IsInstalled ? s_dotnetRoots : []
        let value = System.Environment.GetEnvironmentVariable(name)
        where !string.IsNullOrEmpty(value)
        select (name, value);

    // What was built is started by `dotnet`, or by an executable beside it.
    private static bool IsInstalled =>
        System.Environment.ProcessPath is { } process
        && !Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
        && !Path.GetDirectoryName(process)!.Equals(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory), StringComparison.Ordinal);
}
