using System.Globalization;
using System.Text;
using MemMagics.Magics;

namespace MemMagics.Tests.Workers;

/// <summary>Many cells of hostile code, one after another in one session: none harms it, and nothing is left.</summary>
[NonParallelizable]
[Platform(Exclude = "Win")]
internal sealed class HostileHarnessTests
{
    private const string Tag = "MEMMAGICS_HOSTILE";

    // Each takes some 3 s, alone. More on request: MEMMAGICS_HOSTILE_CELLS=1000, and others with MEMMAGICS_HOSTILE_SEED.
    private static readonly int s_cells = Number("MEMMAGICS_HOSTILE_CELLS", 50);
    private static readonly int s_seed = Number("MEMMAGICS_HOSTILE_SEED", 10);

    [Test]
    public async Task NoCellHarmsTheSessionAndNothingIsLeft()
    {
        // GIVEN a session with folders of its own, to be taken from it
        using var folder = new TemporaryFolder();
        var temporary = Directory.CreateDirectory(Path.Combine(folder.Path, "tmp")).FullName;
        using var scope = new Scope(("XDG_DATA_HOME", folder.Path), ("TMPDIR", temporary), (Tag, Guid.NewGuid().ToString("N")));
        await using var session = await ScriptSession.Start(HostileCode.Declarations, "var untouched = 42;");
        await Harmless(session, "the first");
        var handles = Handles();

        // WHEN hostile cells run
        var code = new HostileCode(new Random(s_seed));
        var harms = new List<string>();
        for (var cell = 0; cell < s_cells; cell++)
        {
            var text = code.Next(cell);
            if (await HarmOf(session, text) is { } harm)
                harms.Add($"{text}\n  {harm}");
        }

        // THEN every outcome was a report or a sentence, and every `1 + 1` after it exact
        Assert.That(harms, Is.Empty, string.Join('\n', harms));
        Assert.That(session.State.GetVariable("untouched").Value, Is.EqualTo(42));

        // AND nothing is left
        await session.DisposeAsync();
        Assert.That(Processes(Environment.GetEnvironmentVariable(Tag)!), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(temporary).Where(left => Path.GetFileName(left) is var name && (name.Contains("dotnet", StringComparison.Ordinal) || name.Contains("clr", StringComparison.Ordinal) || name.EndsWith(".state", StringComparison.Ordinal))), Is.Empty);
        Assert.That(Handles(), Is.LessThanOrEqualTo(handles));
        Reachable(folder.Path);
    }

    /// <returns>How a cell harmed the session; <see langword="null"/> when it did not.</returns>
    private static async Task<string?> HarmOf(ScriptSession session, string code)
    {
        try
        {
            var report = await session.Memit(
                code, request => request with { Repeat = 1, Call = CallChoice.Cold, Timeout = TimeSpan.FromSeconds(1.5), MemoryLimit = 400L << 20 });
            if (report.Failure is { Length: > 200_000 })
                return "a failure without end";
        }
        catch (MagicException e) when (e.Message.Length is > 0 and < 100_000)
        {
            if (e.Message.Contains("error CS", StringComparison.Ordinal))
                return e.Message;
        }
        catch (Exception e)
        {
            return $"not a sentence: {e}";
        }

        return await Harmless(session, code);
    }

    private static async Task<string?> Harmless(ScriptSession session, string after)
    {
        try
        {
            var next = await session.Memit("1 + 1", request => request with { Repeat = 1, Call = CallChoice.Cold });
            return next is { Failure: null, Worst.Allocated: 0, Printed: "" } ? null : $"after it: {next.Failure} {next.Worst?.Allocated} {next.Printed}";
        }
        catch (Exception e)
        {
            return $"after it: {e.Message}";
        }
    }

    /// <summary>Processes that were started in this test's environment, this one left out. (Those without an environment: see <see cref="ProcessesOfMeasuredCodeTests"/>.)</summary>
    private static List<string> Processes(string tag) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(process => process != $"/proc/{Environment.ProcessId}" && (Text($"{process}/environ").Contains(tag, StringComparison.Ordinal) || Text($"{process}/cmdline").Contains("sleep\086399", StringComparison.Ordinal)))
            .Select(process => Text($"{process}/cmdline").Replace('\0', ' '))
            .Where(line => line.Length > 0),
    ];

    private static int Handles()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Directory.GetFileSystemEntries("/proc/self/fd").Length;
    }

    private static string Text(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended
        }
    }

    /// <summary>Cells have taken permissions away; the folder is deleted next.</summary>
    private static void Reachable(string folder)
    {
        using var shell = System.Diagnostics.Process.Start("chmod", ["-R", "u+rwX", folder]);
        shell.WaitForExit();
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private sealed class Scope : IDisposable
    {
        private readonly (string Name, string? Value)[] _before;

        public Scope(params (string Name, string Value)[] variables)
        {
            _before = [.. variables.Select(variable => (variable.Name, Environment.GetEnvironmentVariable(variable.Name)))];
            foreach (var (name, value) in variables)
                Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose()
        {
            foreach (var (name, value) in _before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
