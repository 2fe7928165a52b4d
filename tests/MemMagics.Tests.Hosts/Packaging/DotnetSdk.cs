using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MemMagics.Tests.Packaging;

/// <summary>The .NET SDK's own commands, run as people run them and without any package source but those they name.</summary>
internal static class DotnetSdk
{
    /// <summary>A feed with the packages of a project: the folder that .ci/run has filled, else packed from what the tests were built with.</summary>
    /// <param name="project">The project, a folder of <c>src</c>.</param>
    /// <param name="folder">Where to pack to.</param>
    public static async Task<string> FeedAsync(string project, string folder)
    {
        if (Environment.GetEnvironmentVariable("MEMMAGICS_FEED") is { } ready)
            return ready;
        await PackAsync(project, folder);
        return folder;
    }

    /// <summary>Packs what was built, in the configuration of the tests, and the tool for this platform only: Roslyn takes a minute to compile for another.</summary>
    public static Task PackAsync(string project, string folder, params string[] options) =>
        RunAsync(Repository.Folder, ["pack", "--no-build", "-c", Repository.Configuration, "-o", folder, $"-p:ToolPlatforms={RuntimeInformation.RuntimeIdentifier}", .. options, Path.Combine(Repository.Folder, "src", project)]);

    /// <summary>Runs a command that has to succeed.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var run = await TryAsync(folder, arguments);
        Assert.That(run.ExitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}\n{run.Output}\n{run.Errors}");
        return run.Output;
    }

    public static Task<ToolRun> TryAsync(string folder, params string[] arguments)
    {
        var command = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder };
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.Ordinal)).ToList())
            command.Environment.Remove(name); // the test runner's own SDK
        command.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return ToolRun.OfAsync(command);
    }
}
