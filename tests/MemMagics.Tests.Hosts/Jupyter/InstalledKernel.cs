using System.Diagnostics;

namespace MemMagics.Tests.Jupyter;

/// <summary>The kernel, installed by the tool in a folder of the tests' own, where the clients started from here find it and no other Jupyter does.</summary>
internal sealed class InstalledKernel : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly TemporaryFolder _folder = new();

    private InstalledKernel()
    {
    }

    /// <summary>Where the clients work: notebooks, logs.</summary>
    public string Folder => _folder.Path;

    /// <summary>Installs the kernel, or ignores the test where the clients are not there.</summary>
    /// <param name="modules">Python modules of the clients, each also the name of its Debian package after <c>python3-</c>.</param>
    public static Task<InstalledKernel> CreateAsync(params string[] modules) => CreateAsync(MemMagicsTool.RunAsync, modules);

    /// <summary>The same by another tool than the built one.</summary>
    /// <param name="memmagics">Runs the tool in a folder, with arguments.</param>
    /// <param name="modules">As above.</param>
    public static async Task<InstalledKernel> CreateAsync(Func<string, string[], Task<ToolRun>> memmagics, params string[] modules)
    {
        string[] needed = ["ipykernel", .. modules];
        foreach (var module in needed)
        {
            if (!File.Exists(Python) || await ExitCodeAsync(["-c", $"import {module}"]) != 0)
                Assert.Ignore($"{Python} has no module {module}; .ci/run installs it.");
        }

        var kernel = new InstalledKernel();
        var installed = await memmagics(kernel.Folder, ["jupyter", "install", "--prefix", "environment", "--python", Python]);
        Assert.That(installed.ExitCode, Is.Zero, installed.Errors);
        return kernel;
    }

    /// <summary>Starts a Python program that finds the kernel, in the folder.</summary>
    public Process StartPython(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = Path.Combine(Folder, "environment", "share", "jupyter");
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(Folder, "config");
        start.Environment["JUPYTER_DATA_DIR"] = Path.Combine(Folder, "data");
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(Folder, "runtime");
        start.Environment["IPYTHONDIR"] = Path.Combine(Folder, "ipython");
        start.Environment["PYTHONWARNINGS"] = "ignore";
        return Process.Start(start)!;
    }

    /// <summary>Runs a Python program to its end.</summary>
    public async Task<ToolRun> RunPythonAsync(params string[] arguments)
    {
        using var process = StartPython(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, await output, await errors);
    }

    /// <summary>A Python program beside the tests.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Jupyter", name);

    public void Dispose() => _folder.Dispose();

    private static async Task<int> ExitCodeAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
