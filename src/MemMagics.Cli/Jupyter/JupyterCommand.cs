using System.CommandLine;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Jupyter;

/// <summary>The command line of <c>memmagics jupyter</c>.</summary>
internal static class JupyterCommand
{
    private static readonly Option<bool> s_user = new("--user") { Description = "For this user, in every Jupyter of theirs. The default." };
    private static readonly Option<bool> s_sysPrefix = new("--sys-prefix") { Description = "For the environment of the Python that runs the kernel: a virtual or conda environment, or the whole machine." };
    private static readonly Option<string?> s_prefix = new("--prefix") { HelpName = "FOLDER", Description = "For the environment in that folder: into FOLDER/share/jupyter/kernels." };
    private static readonly Option<string?> s_python = new("--python") { HelpName = "FILE", Description = "The Python that runs the kernel; it needs ipykernel. Default: the one of the 'jupyter' on the path, else python3." };
    private static readonly Option<string?> s_log = new("--log") { HelpName = "FILE", Description = "Have the kernel append what it is asked and answers to a file." };

    public static Command Create()
    {
        var install = new Command("install", $"Give Jupyter the kernel \"{KernelSpec.DisplayName}\".") { s_user, s_sysPrefix, s_prefix, s_python, s_log };
        var uninstall = new Command("uninstall", "Take the kernel away again.") { s_user, s_sysPrefix, s_prefix, s_python };
        var list = new Command("list", "Show where the kernel is installed, and whether it has what it needs.") { s_python };
        foreach (var command in new[] { install, uninstall })
        {
            command.Validators.Add(result =>
            {
                if (new Option[] { s_user, s_sysPrefix, s_prefix }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
                    result.AddError("--user, --sys-prefix and --prefix name different places. Give one of them.");
            });
        }

        install.SetAction((parsed, _) => ReportErrorsAsync(() => InstallAsync(parsed)));
        uninstall.SetAction((parsed, _) => ReportErrorsAsync(() => UninstallAsync(parsed)));
        list.SetAction((parsed, _) => ReportErrorsAsync(() => ListAsync(parsed)));
        return new Command("jupyter", "C# in Jupyter, with the magics built in.") { install, uninstall, list };
    }

    private static async Task<int> InstallAsync(ParseResult parsed)
    {
        var host = await JupyterPython.FindAsync(parsed.GetValue(s_python));
        var folder = Folder(parsed, host);
        var logFile = parsed.GetValue(s_log);
        new KernelSpec(folder).Write(host.Executable, logFile is null ? null : Path.GetFullPath(logFile));
        Console.WriteLine($"Installed \"{KernelSpec.DisplayName}\" in {folder}");
        Console.WriteLine($"It runs on {host.Executable} (ipykernel {host.IPyKernel}) and starts {ThisTool.Command[^1]}. In Jupyter: New, {KernelSpec.DisplayName}.");
        return ExitCodes.Success;
    }

    private static async Task<int> UninstallAsync(ParseResult parsed)
    {
        var folder = parsed.GetValue(s_prefix) is { } given ? KernelsOf(given) : Folder(parsed, await JupyterPython.FindAsync(parsed.GetValue(s_python)));
        if (!new KernelSpec(folder).Delete())
            throw new JupyterException($"There is no kernel in {folder}. 'memmagics jupyter list' shows where there is one.");
        Console.WriteLine($"Removed {folder}");
        return ExitCodes.Success;
    }

    private static async Task<int> ListAsync(ParseResult parsed)
    {
        var host = await JupyterPython.FindAsync(parsed.GetValue(s_python));
        var found = host.KernelFolders.Select(folder => new KernelSpec(Path.Combine(folder, KernelSpec.Name))).Where(spec => spec.Exists).ToList();
        if (found.Count == 0)
            Console.WriteLine("Not installed. 'memmagics jupyter install' does it.");
        foreach (var spec in found)
            Console.WriteLine($"{KernelSpec.Name}    \"{KernelSpec.DisplayName}\"    {spec.Folder}    {spec.Missing() ?? "ready"}");
        return found.Exists(spec => spec.Missing() is not null) ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static string Folder(ParseResult parsed, JupyterPython host) =>
        parsed.GetValue(s_prefix) is { } given ? KernelsOf(given)
        : parsed.GetValue(s_sysPrefix) ? KernelsOf(host.Prefix)
        : Path.Combine(host.UserData, "kernels", KernelSpec.Name);

    private static string KernelsOf(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels", KernelSpec.Name);

    private static async Task<int> ReportErrorsAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (JupyterException e)
        {
            ErrorOutput.Write(e.Message);
            return ExitCodes.Unusable;
        }
    }
}
