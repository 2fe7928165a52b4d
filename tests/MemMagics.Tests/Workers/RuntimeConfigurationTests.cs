using System.Diagnostics;
using System.Runtime.Versioning;
using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Workers;

namespace MemMagics.Tests.Workers;

/// <summary>The configuration that workers start with is one that nobody else can write to, and nothing that lies in its place stops a measurement.</summary>
[NonParallelizable]
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
internal sealed class RuntimeConfigurationTests
{
    private const string Data = "XDG_DATA_HOME";
    private static readonly WorkerSettings s_settings = new(GcFlavor.Workstation, Tiered: false);

    private TemporaryFolder _home = null!;
    private string? _before;
    private string _cache = null!;
    private string _file = null!;

    [SetUp]
    public void HaveADataFolderOfOurOwn()
    {
        _home = new TemporaryFolder();
        _before = Environment.GetEnvironmentVariable(Data);
        Environment.SetEnvironmentVariable(Data, _home.Path);
        _cache = Path.Combine(_home.Path, "memmagics");
        _file = RuntimeConfiguration.FileFor(s_settings);
    }

    [TearDown]
    public void GiveItBack()
    {
        Environment.SetEnvironmentVariable(Data, _before);
        _home.Dispose();
    }

    [Test]
    public void ItIsInTheUsersCacheInAFolderOfHisOwn()
    {
        Assert.That(Path.GetDirectoryName(_file), Is.EqualTo(_cache));
        Assert.That(File.GetUnixFileMode(_cache), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [TestCase("a folder in its place", "rm {1}; mkdir {1}")]
    [TestCase("a link in its place", "mv {1} {1}-moved; ln -s {1}-moved {1}")]
    [TestCase("a file in the place of the folder", "rm -r {0}; touch {0}")]
    [TestCase("a link to a folder in the place of the folder", "mv {0} {0}-moved; ln -s {0}-moved {0}")]
    [TestCase("a folder that others may write to", "chmod 777 {0}")]
    [TestCase("a folder that a group may write to", "chmod 770 {0}")]
    [TestCase("a folder of another user", "chown 12345 {0}")]
    public void WhereItsPlaceIsTakenItIsInATemporaryFolderThatOthersCannotEnter(string what, string commands)
    {
        var content = File.ReadAllText(_file);
        Shell(commands);

        // act
        var file = RuntimeConfiguration.FileFor(s_settings);

        // assert
        Assert.That(file, Does.StartWith(Path.GetTempPath()).And.Not.StartWith(_home.Path), what);
        Assert.That(File.ReadAllText(file), Is.EqualTo(content));
        Assert.That(File.GetUnixFileMode(Path.GetDirectoryName(file)!), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [TestCase("a pipe in its place, which nobody writes to", "rm {1}; mkfifo {1}")]
    [TestCase("other content", "echo broken > {1}")]
    [TestCase("a huge file", "truncate -s 1T {1}")]
    [TestCase("a file that others may write to", "chmod 666 {1}")]
    [TestCase("nothing", "rm -r {0}")]
    public void WhatIsNotTheFileWeWroteIsWrittenAgainOrLeftAlone(string what, string commands)
    {
        var content = File.ReadAllText(_file);
        Shell(commands);

        // act
        var file = RuntimeConfiguration.FileFor(s_settings);

        // assert
        Assert.That(new FileInfo(file).LinkTarget, Is.Null, what);
        Assert.That(File.GetUnixFileMode(file) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite), Is.EqualTo(UnixFileMode.None));
        Assert.That(File.ReadAllText(file), Is.EqualTo(content));
    }

    [Test]
    public async Task AMeasurementWorksAfterMeasuredCodeHasPutAFolderThere()
    {
        await using var session = await ScriptSession.Start();

        // act
        await session.Memit($"File.Delete(@\"{_file}\"); Directory.CreateDirectory(@\"{_file}\");", request => request with { Repeat = 1, Call = CallChoice.Cold });
        var next = await session.Memit("1 + 1", request => request with { Repeat = 5 });

        // assert
        Assert.That(next.Runs.Select(run => run.Allocated), Is.All.Zero.And.Exactly(5).Items);
    }

    private void Shell(string commands)
    {
        if (commands.Contains("chown", StringComparison.Ordinal) && !Environment.IsPrivilegedProcess)
            Assert.Ignore("Only root can give a folder away.");

        using var shell = Process.Start("sh", ["-ec", string.Format(System.Globalization.CultureInfo.InvariantCulture, commands, _cache, _file)])!;
        shell.WaitForExit();
        Assert.That(shell.ExitCode, Is.Zero);
    }
}
