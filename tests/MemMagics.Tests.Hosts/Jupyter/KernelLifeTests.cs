using System.Text.Json.Nodes;

namespace MemMagics.Tests.Jupyter;

/// <summary>How a kernel begins and ends.</summary>
[NonParallelizable]
public class KernelLifeTests
{
    [TestCase(false, TestName = "AShutdownLeavesNoProcess")]
    [TestCase(true, TestName = "AKillLeavesNoProcess")]
    public async Task NoProcessIsLeft(bool killed)
    {
        // GIVEN a kernel that has measured, was restarted, and has started a process of its own
        using var kernel = await InstalledKernel.CreateAsync("jupyter_client", "psutil");
        await using var client = await JupyterClient.StartAsync(kernel);
        await client.ExecuteAsync("#!memit 1 + 1");
        await client.DoAsync("restart");
        await client.ExecuteAsync("#!memit 1 + 1");
        if (!killed)
            await client.ExecuteAsync("System.Diagnostics.Process.Start(\"sleep\", \"1000\");");

        // WHEN
        var ended = await client.DoAsync(new JsonObject { ["do"] = "shutdown", ["now"] = killed });

        // THEN wrapper, session and standby workers are gone, twice
        Assert.That(ended["alive"]!.AsArray(), Is.Empty);
        Assert.That(ended["ended"]!.GetValue<int>(), Is.GreaterThanOrEqualTo(6));
    }

    [Test]
    public async Task TheKernelKeepsALogOnRequest()
    {
        // GIVEN
        using var kernel = await InstalledKernel.CreateAsync("jupyter_client", "psutil");
        var log = Path.Combine(kernel.Folder, "kernel.log");
        var installed = await MemMagicsTool.RunAsync(kernel.Folder, "jupyter", "install", "--prefix", "environment", "--python", "/usr/bin/python3", "--log", "kernel.log");
        Assert.That(installed.ExitCode, Is.Zero, installed.Errors);

        // WHEN
        await using (var client = await JupyterClient.StartAsync(kernel))
            await client.ExecuteAsync("6 * 7");

        // THEN
        var lines = await File.ReadAllTextAsync(log);
        Assert.That(lines, Does.Contain("\"code\": \"6 * 7\"").And.Contains("\"text/plain\":\"42\"").And.Contains("\"type\":\"executed\""));
    }

    [Test]
    public async Task WhatIsNoMessageIsShownAndAnEndIsToldWhoeverHoldsTheSessionsOutput()
    {
        // GIVEN a session whose output somebody else writes into
        using var kernel = await InstalledKernel.CreateAsync("jupyter_client", "psutil");
        var file = Path.Combine(kernel.Folder, "environment", "share", "jupyter", "kernels", "memmagics", "kernel.json");
        var spec = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var argv = spec["argv"]!.AsArray();
        foreach (var argument in new[] { InstalledKernel.Script("meddler.py"), argv[0]!.GetValue<string>() })
            argv.Insert(argv.Select(word => word!.GetValue<string>()).ToList().IndexOf("{connection_file}") + 1, argument);
        await File.WriteAllTextAsync(file, spec.ToJsonString());
        await using var client = await JupyterClient.StartAsync(kernel);

        // WHEN
        var first = await client.ExecuteAsync("6 * 7");
        var second = await client.ExecuteAsync("Console.WriteLine(\"two\");");
        var ended = await client.ExecuteAsync("Console.Write(\"die\"); Thread.Sleep(-1);");
        var next = await client.ExecuteAsync("1 + 1");
        await File.WriteAllTextAsync(Path.Combine(kernel.Folder, "let-go"), "");

        // THEN
        Assert.That((first.Result(), first.Stream("stdout")), Is.EqualTo(("42", "{not json\n42\n\uFFFD half ")));
        Assert.That(second.Stream("stdout"), Does.StartWith("two\n{not json\n"));
        Assert.That(ended.Error["evalue"]!.GetValue<string>(), Does.StartWith("The C# session ended with exit code 7."));
        Assert.That(next.Result(), Is.EqualTo("2"));
    }

    [Test]
    public async Task TheKernelIsInstalledListedAndRemoved()
    {
        using var kernel = await InstalledKernel.CreateAsync();
        using var folder = new TemporaryFolder();
        var spec = Path.Combine(folder.Path, "share", "jupyter", "kernels", "memmagics");

        var installed = await MemMagicsTool.RunAsync(folder.Path, "jupyter", "install", "--prefix", ".");
        Assert.That(installed.ExitCode, Is.Zero, installed.Errors);
        Assert.That(installed.Output, Does.StartWith($"Installed \"C# (MemMagics)\" in {spec}\n"));
        Assert.That(Directory.GetFiles(spec).Select(Path.GetFileName), Is.EquivalentTo(new[] { "kernel.json", "memmagics_kernel.py", "memmagics_session.py", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg" }));
        var argv = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(spec, "kernel.json")))!["argv"]!.AsArray().Select(argument => argument!.GetValue<string>()).ToList();
        Assert.That(argv.Where(Path.IsPathRooted).Where(File.Exists).Count(), Is.EqualTo(4));

        var removed = await MemMagicsTool.RunAsync(folder.Path, "jupyter", "uninstall", "--prefix", ".");
        Assert.That(removed.ExitCode, Is.Zero, removed.Errors);
        Assert.That(Directory.Exists(spec), Is.False);
        var again = await MemMagicsTool.RunAsync(folder.Path, "jupyter", "uninstall", "--prefix", ".");
        Assert.That((again.ExitCode, again.Errors), Is.EqualTo((2, $"memmagics: There is no kernel in {spec}. 'memmagics jupyter list' shows where there is one.\n")));
    }

    [TestCase("memmagics_kernel.py")]
    [TestCase("memmagics_session.py")]
    public async Task AKernelWhoseFilesAreOfAnotherVersionIsToldInTheList(string file)
    {
        // GIVEN
        using var kernel = await InstalledKernel.CreateAsync();
        var spec = Path.Combine(kernel.Folder, "environment", "share", "jupyter", "kernels", "memmagics");
        Assert.That(await ListAsync(), Is.EqualTo((0, $"memmagics    \"C# (MemMagics)\"    {spec}    ready\n")));

        // WHEN
        await File.AppendAllTextAsync(Path.Combine(spec, file), "# of yesterday\n");

        // THEN
        Assert.That(await ListAsync(), Is.EqualTo((1, $"memmagics    \"C# (MemMagics)\"    {spec}    of another version of memmagics. Install the kernel again.\n")));

        async Task<(int, string)> ListAsync()
        {
            var list = MemMagicsTool.Command(kernel.Folder, "jupyter", "list", "--python", "/usr/bin/python3");
            list.Environment["JUPYTER_PATH"] = Path.Combine(kernel.Folder, "environment", "share", "jupyter");
            list.Environment["JUPYTER_DATA_DIR"] = Path.Combine(kernel.Folder, "data");
            var run = await ToolRun.OfAsync(list);
            return (run.ExitCode, run.Output);
        }
    }

    [TestCase("/bin/false")]
    [TestCase("python3", Description = "What lies in the current folder is not what a shell would start.")]
    public async Task APythonWithoutIPyKernelIsNamed(string python)
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "python3"), "/usr/bin/python3");
        var install = MemMagicsTool.Command(folder.Path, "jupyter", "install", "--prefix", ".", "--python", python);
        install.Environment["PATH"] = "/nowhere";

        var refused = await ToolRun.OfAsync(install);

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.StartWith($"memmagics: {python} has no ipykernel 6 or later, or is no Python. Install Jupyter with it ("));
    }
}
