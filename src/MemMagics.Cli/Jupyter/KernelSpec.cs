using System.Text.Json;
using System.Text.Json.Nodes;
using MemMagics.Cli.Serving;
using MemMagics.Hosting.Json;
using MemMagics.Platform;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Jupyter;

/// <summary>The kernel's spec: the folder by which a Jupyter knows it.</summary>
internal sealed class KernelSpec(string folder)
{
    public const string Name = "memmagics";
    public const string DisplayName = "C# (MemMagics)";

    private const string File = "kernel.json";
    private const string Wrapper = "memmagics_kernel.py";
    private static readonly string[] s_programs = [Wrapper, "memmagics_session.py"];
    private static readonly string[] s_shipped = [.. s_programs, "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    public string Folder => folder;

    public bool Exists => System.IO.File.Exists(Path.Combine(folder, File));

    private static string Shipped(string file) => Path.Combine(AppContext.BaseDirectory, "Jupyter", file);

    /// <summary>Writes the folder, over what is there.</summary>
    /// <param name="python">The interpreter that runs the kernel.</param>
    /// <param name="log">File that the kernel appends its log to; <see langword="null"/> for none.</param>
    /// <exception cref="JupyterException">It cannot be written.</exception>
    public void Write(string python, string? log)
    {
        try
        {
            Directory.CreateDirectory(folder);
            WholeFile.Write(Path.Combine(folder, File), JsonLayout.Indented(Content(python, log)) + "\n");
            foreach (var file in s_shipped)
                System.IO.File.Copy(Shipped(file), Path.Combine(folder, file), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"{folder} cannot be written: {e.Message} Choose another place with --user or --prefix.", e);
        }
    }

    /// <returns>Whether there was something to delete.</returns>
    /// <exception cref="JupyterException">It cannot be deleted.</exception>
    public bool Delete()
    {
        if (!Exists)
            return false;
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JupyterException($"{folder} cannot be deleted: {e.Message}", e);
        }
    }

    /// <summary>What the kernel needs and no longer finds, or has of another version, as a sentence; <see langword="null"/> when nothing is missing.</summary>
    public string? Missing()
    {
        try
        {
            var argv = JsonText.Parse(System.IO.File.ReadAllText(Path.Combine(folder, File)))?["argv"] as JsonArray ?? [];
            var missing = argv.Select(argument => JsonText.At(argument)).FirstOrDefault(argument => argument is not null && Path.IsPathRooted(argument) && !System.IO.File.Exists(argument));
            return missing is not null ? $"missing: {missing}. Install the kernel again."
                : s_programs.All(IsOfThisVersion) ? null
                : "of another version of memmagics. Install the kernel again.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return $"unreadable: {e.Message}";
        }
    }

    private bool IsOfThisVersion(string program)
    {
        var installed = Path.Combine(folder, program);
        return System.IO.File.Exists(installed) && System.IO.File.ReadAllBytes(installed).AsSpan().SequenceEqual(System.IO.File.ReadAllBytes(Shipped(program)));
    }

    private JsonObject Content(string python, string? log)
    {
        // The wrapper is here and not beside the tool, whose folder changes with each update. Frozen modules make Python's debugger complain at every start.
        string[] argv = [python, "-Xfrozen_modules=off", Path.Combine(folder, Wrapper), "{connection_file}", .. ThisTool.Command, "serve"];
        var environment = new JsonObject();
        foreach (var (name, value) in ThisTool.Environment)
            environment[name] = value;
        if (log is not null)
            environment[ServeCommand.LogVariable] = log;

        var content = new JsonObject
        {
            ["argv"] = new JsonArray([.. argv.Select(argument => JsonValue.Create(argument))]),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = HostPlatform.Processes.HasInterruptSignal ? "signal" : "message",
        };
        if (environment.Count > 0)
            content["env"] = environment;
        return content;
    }
}
