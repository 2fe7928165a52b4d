using System.Diagnostics;
using System.IO.Compression;

namespace MemMagics.Tests.Hosts;

/// <summary>The package MemMagics as it comes out of <c>dotnet pack</c>, made once for all tests.</summary>
[SetUpFixture]
internal sealed class PackedPackage
{
    public const string Version = "0.1.0";

    private static readonly Lazy<string> s_feed = new(Pack);
    private static readonly Lazy<string> s_content = new(Extract);
    private static TemporaryFolder? s_folder;

    /// <summary>The folder that it lies in. .ci/run has one that is ready.</summary>
    public static string Feed => s_feed.Value;

    /// <summary>The folder with what is in it, as in a packages folder.</summary>
    public static string Content => s_content.Value;

    /// <summary>Where the packages are that the tests were built with.</summary>
    public static string RestoredPackages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Runs the SDK and gives what it prints.</summary>
    public static string Dotnet(string arguments, string directory, string? packages = null)
    {
        var command = new ProcessStartInfo(Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        if (packages is not null)
            command.Environment["NUGET_PACKAGES"] = packages;
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.Ordinal) && name != "MSBUILDDISABLENODEREUSE").ToList())
            command.Environment.Remove(name); // the test runner's own SDK

        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {arguments}\n{output}\n{error.Result}");
        return output;
    }

    [OneTimeTearDown]
    public void Delete() => s_folder?.Dispose();

    private static string Pack()
    {
        if (Environment.GetEnvironmentVariable("MEMMAGICS_FEED") is { } ready)
            return ready;

        var feed = Directory.CreateDirectory(Path.Combine(Folder.Path, "feed")).FullName;
        Dotnet($"pack --no-build -c {Repository.Configuration} -o \"{feed}\" \"{Path.Combine(Repository.Folder, "src", "MemMagics.Interactive")}\"", Repository.Folder);
        return feed;
    }

    private static string Extract()
    {
        var content = Path.Combine(Folder.Path, "content");
        ZipFile.ExtractToDirectory(Path.Combine(Feed, $"MemMagics.{Version}.nupkg"), content);
        return content;
    }

    private static TemporaryFolder Folder => s_folder ??= new TemporaryFolder();
}
