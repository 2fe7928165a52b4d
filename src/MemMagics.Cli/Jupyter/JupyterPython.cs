using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using MemMagics.Platform;

namespace MemMagics.Cli.Jupyter;

/// <summary>A Python that can run the kernel, and the places that its Jupyter uses.</summary>
/// <param name="Executable">Full path of the interpreter.</param>
/// <param name="Prefix">Folder of its environment.</param>
/// <param name="IPyKernel">Version of its ipykernel.</param>
/// <param name="UserData">Folder of the user's Jupyter files.</param>
/// <param name="KernelFolders">Where its Jupyter looks for kernels, in order.</param>
internal sealed record JupyterPython(string Executable, string Prefix, string IPyKernel, string UserData, IReadOnlyList<string> KernelFolders)
{
    private const string Question = """
        import json, sys
        import ipykernel, jupyter_core.paths as paths
        print(json.dumps({"Executable": sys.executable, "Prefix": sys.prefix, "IPyKernel": ipykernel.__version__,
                          "UserData": paths.jupyter_data_dir(), "KernelFolders": paths.jupyter_path("kernels")}))
        """;

    /// <summary>Finds the Python to use.</summary>
    /// <param name="wanted">The one that the user names; <see langword="null"/> to look for one.</param>
    /// <exception cref="JupyterException">There is none that has ipykernel 6 or later.</exception>
    public static async Task<JupyterPython> FindAsync(string? wanted)
    {
        var candidates = wanted is null ? Candidates().Distinct().ToList() : [wanted];
        foreach (var candidate in candidates)
        {
            if (CommandFile.Find(candidate) is { } file && await AskAsync(file) is { } python && int.TryParse(python.IPyKernel.Split('.')[0], out var major) && major >= 6)
                return python;
        }

        const string remedy = "Install Jupyter with it ('pip install notebook', or on Debian 'apt-get install jupyter-notebook python3-ipykernel')";
        throw new JupyterException(wanted is null
            ? $"No Python with ipykernel 6 or later was found (tried: {string.Join(", ", candidates)}). {remedy}, or name another one with --python."
            : $"{wanted} has no ipykernel 6 or later, or is no Python. {remedy}.");
    }

    private static async Task<JupyterPython?> AskAsync(string python)
    {
        try
        {
            using var process = ProcessStart.Of(new ProcessStartInfo(python, ["-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });

            // Not as an argument: a batch file, as which pyenv puts Python into PATH, gets its first line only.
            await process.StandardInput.WriteAsync(Question);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync();
            var answer = await process.StandardOutput.ReadToEndAsync();
            await errors;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? JsonSerializer.Deserialize<JupyterPython>(answer) : null;
        }
        catch (Exception e) when (e is Win32Exception or IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The Python of the Jupyter that the user would start comes first.</summary>
    private static IEnumerable<string> Candidates()
    {
        if (CommandFile.Find("jupyter") is { } jupyter && Interpreter(jupyter) is { } ofJupyter)
            yield return ofJupyter;
        foreach (var command in HostPlatform.Names.PythonCommands.Where(static command => !Path.IsPathRooted(command) || File.Exists(command)))
            yield return command;
    }

    /// <summary>The Python of a command: what its <c>#!</c> line names, else the one of the environment that it lies in; <see langword="null"/> for none.</summary>
    private static string? Interpreter(string command) => NamedIn(command) ?? Beside(command);

    /// <summary>Programs such as <c>jupyter.exe</c> have no such line: they lie in the folder of their Python or, as <c>Scripts</c>, in one below it.</summary>
    private static string? Beside(string command) =>
        new[] { Path.GetDirectoryName(command), Path.GetDirectoryName(Path.GetDirectoryName(command)) }.OfType<string>()
            .Select(folder => Path.Combine(folder, HostPlatform.Names.Executable("python"))).FirstOrDefault(File.Exists);

    private static string? NamedIn(string script)
    {
        try
        {
            using var reader = new StreamReader(script);
            var buffer = new char[256];
            var line = new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n')[0];
            var path = line.StartsWith("#!", StringComparison.Ordinal) ? line[2..].Trim() : "";
            return Path.GetFileName(path).StartsWith("python", StringComparison.Ordinal) && File.Exists(path) ? path : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
