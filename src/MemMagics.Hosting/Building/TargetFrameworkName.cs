using System.Globalization;
using System.Text.RegularExpressions;
using MemMagics.Platform;

namespace MemMagics.Hosting.Building;

/// <summary>A target framework as projects name it: <c>net10.0</c>, <c>net10.0-windows</c>, <c>netstandard2.0</c>, <c>net48</c>.</summary>
internal sealed partial record TargetFrameworkName
{
    private readonly bool _isOfThisPlatform;

    private TargetFrameworkName(string name)
    {
        Name = name;
        var form = Form().Match(name);
        if (!form.Success)
            return;
        Version = new Version(int.Parse(form.Groups["major"].Value, CultureInfo.InvariantCulture), int.Parse(form.Groups["minor"].Value, CultureInfo.InvariantCulture));
        IsStandard = form.Groups["kind"].Value.Equals("netstandard", StringComparison.OrdinalIgnoreCase);
        _isOfThisPlatform = IsThis(form.Groups["platform"].Value);
    }

    public string Name { get; }

    /// <summary>Whether it is .NET Standard, which libraries are written for and no program runs on.</summary>
    public bool IsStandard { get; }

    /// <summary>Whether this process's runtime can run what is built for it.</summary>
    public bool RunsHere => Version is not null && _isOfThisPlatform && (IsStandard || Version <= Here);

    /// <summary>Whether it is an earlier version of .NET than this process runs on.</summary>
    public bool IsOlder => !IsStandard && Version < Here;

    /// <summary>Of .NET or .NET Standard; <see langword="null"/> for .NET Framework and whatever else there is.</summary>
    public Version? Version { get; }

    private static Version Here { get; } = new(Environment.Version.Major, Environment.Version.Minor);

    public static TargetFrameworkName Parse(string name) => new(name.Trim());

    /// <summary>The names in a list with semicolons.</summary>
    public static IReadOnlyList<TargetFrameworkName> ParseList(string names) =>
        [.. names.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    /// <summary>The newest of them that runs here: .NET before .NET Standard, and of two with the same version the one for no certain platform.</summary>
    public static TargetFrameworkName? Newest(IEnumerable<TargetFrameworkName> frameworks) =>
        frameworks.Where(framework => framework.RunsHere)
            .OrderBy(framework => framework.IsStandard)
            .ThenByDescending(framework => framework.Version)
            .ThenBy(framework => framework.Name.Length)
            .FirstOrDefault();

    /// <summary>Why it does not run here, as a clause that follows the name.</summary>
    public string WhyNot =>
        Version is null ? $"is not .NET {Here}, which this tool measures on"
        : !_isOfThisPlatform ? "is for another platform than this one"
        : $"is newer than .NET {Here}, which this tool runs on";

    public override string ToString() => Name;

    private static bool IsThis(string platform) => platform.Length == 0 || platform.Equals(HostPlatform.Names.TargetPlatform, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<kind>net|netcoreapp|netstandard)(?<major>\d+)\.(?<minor>\d+)(-(?<platform>[a-z]+)[\d.]*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();
}
