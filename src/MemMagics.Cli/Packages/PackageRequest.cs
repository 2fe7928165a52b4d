using System.Text.RegularExpressions;

namespace MemMagics.Cli.Packages;

/// <summary>A package that a notebook asks for.</summary>
/// <param name="Id">The package's name as written.</param>
/// <param name="Version">A version, range or floating version as NuGet reads them; <c>*</c> for the newest release.</param>
internal sealed partial record PackageRequest(string Id, string Version)
{
    /// <summary>Whether what the version stands for may change from one day to the next.</summary>
    public bool IsFloating => Version.Contains('*');

    /// <summary>Reads what follows <c>nuget:</c> in a directive: a name, and perhaps a comma and a version.</summary>
    /// <exception cref="PackageException">It is neither.</exception>
    public static PackageRequest Parse(string text)
    {
        var comma = text.IndexOf(',');
        var id = (comma < 0 ? text : text[..comma]).Trim();
        var version = comma < 0 ? "" : text[(comma + 1)..].Trim();
        if (!IdForm().IsMatch(id))
            throw new PackageException($"'{text}' names no package. Write #r \"nuget: NAME, VERSION\", for example #r \"nuget: MathNet.Numerics, 5.0.0\".");
        if (version.Length > 0 && !VersionForm().IsMatch(version))
            throw new PackageException($"'{version}' is no version of {id}. Write one like 5.0.0, a range like [5.0,6.0), or none for the newest.");
        return new PackageRequest(id, version.Length == 0 ? "*" : version);
    }

    public override string ToString() => Version == "*" ? Id : $"{Id} {Version}";

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.\-]*$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[\[\(]?[0-9*][0-9A-Za-z.*+\-]*\s*(,\s*([0-9][0-9A-Za-z.+\-]*)?\s*)?[\]\)]?$|^[\[\(]\s*,\s*[0-9][0-9A-Za-z.+\-]*\s*[\]\)]$")]
    private static partial Regex VersionForm();
}
