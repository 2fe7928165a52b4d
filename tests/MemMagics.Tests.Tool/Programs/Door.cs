using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Tool.Programs;

/// <summary>The commands that measure programs, run as people run them. What has been built is not built again.</summary>
internal static class Door
{
    /// <summary>Runs a command on a program of <c>tests/Programs</c>.</summary>
    public static Task<ToolRun> RunAsync(string command, string program, params string[] options) =>
        MemMagicsTool.RunAsync(Path.Combine(BuiltPrograms.Folder, "Apps"), [command, .. Source(program), .. options]);

    /// <summary>Runs a command on a program, and reads its one report.</summary>
    public static async Task<JsonNode> ReportAsync(string command, UserProgram program, params string[] options)
    {
        var run = await RunAsync(command, program.Path, ["--format", "json", .. options]);
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        return Report(run);
    }

    /// <summary>The one report of a run with <c>--format json</c>. Call paths are deeper than readers expect.</summary>
    public static JsonNode Report(ToolRun run) => JsonNode.Parse(run.Output, documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })!["reports"]!.AsArray().Single()!;

    private static string[] Source(string program) =>
        program.StartsWith("Projects/", StringComparison.Ordinal) ? ["--project", Path.Combine(BuiltPrograms.Folder, program)] : [Path.GetFileName(program)];
}
