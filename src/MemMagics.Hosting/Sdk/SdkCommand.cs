using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using MemMagics.Platform;
using MemMagics.Wire.Runtime;

namespace MemMagics.Hosting.Sdk;

/// <summary>Runs commands of the .NET SDK: in English, with nothing to read, and with no process of theirs left behind.</summary>
public static partial class SdkCommand
{
    private static readonly (string Name, string Value)[] s_environment =
    [
        ("DOTNET_CLI_UI_LANGUAGE", "en"),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_NOLOGO", "1"),
        ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        ("MSBUILDDISABLENODEREUSE", "1"),
        ("MSBUILDTERMINALLOGGER", "off"),
    ];

    /// <summary>Left by a build that started this process, these would make the SDK load that build's targets.</summary>
    private static readonly string[] s_ofAnotherBuild =
        ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly"];

    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    /// <param name="folder">The folder to run it in, whose <c>global.json</c>, or its parents', counts.</param>
    /// <param name="cancellationToken">Ends the command with all its processes.</param>
    /// <returns>Its exit code, and what it wrote to standard output and then to standard error.</returns>
    /// <exception cref="MissingSdkException">There is no SDK here.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, string folder, CancellationToken cancellationToken)
    {
        using var process = Start(arguments, folder);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var text = await output + await errors;
            Check(text);
            return (process.ExitCode, text);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static void Check(string output)
    {
        if (output.Contains("No .NET SDKs were found", StringComparison.Ordinal))
            throw new MissingSdkException("here is only the runtime");
        if (RequestedSdk().Match(output) is { Success: true } requested)
            throw new MissingSdkException($"{requested.Groups["file"].Value.Trim()} asks for version {requested.Groups["version"].Value.Trim()}, which is not installed here");
    }

    private static Process Start(IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(DotnetHost.Path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in s_environment)
            start.Environment[name] = value;
        foreach (var name in s_ofAnotherBuild)
            start.Environment.Remove(name);
        try
        {
            return ProcessStart.Of(start);
        }
        catch (Win32Exception e)
        {
            throw new MissingSdkException("there is no 'dotnet' program here", e);
        }
    }

    [GeneratedRegex(@"A compatible \.NET SDK was not found\.\s*Requested SDK version:(?<version>[^\n]*)\s*global\.json file:(?<file>[^\n]*)")]
    private static partial Regex RequestedSdk();
}
