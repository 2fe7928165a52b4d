using System.Diagnostics;

namespace MemMagics.Benchmarks;

/// <summary>What <c>memmagics memit app.cs</c> takes on an app that is built, beside <c>dotnet run --no-build app.cs</c>: whole commands, from start to end, in turn.</summary>
internal static class FileBenchmark
{
    private const int Rounds = 15;

    public static void Run(string[] args) => RunAsync(args is [var rounds, ..] ? int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture) : Rounds).GetAwaiter().GetResult();

    private static async Task RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("memmagics-files").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "app.cs"), "Console.WriteLine($\"hello {args.Length}\");\n");
            await OutputAsync(folder, "build", "app.cs");
            var commands = new (string Name, string[] Arguments, List<double> Milliseconds)[]
            {
                ("dotnet run --no-build app.cs", ["run", "--no-build", "app.cs"], []),
                ("memmagics memit app.cs", ["exec", Tool(), "memit", "app.cs"], []),
                ("memmagics memit --call app.cs", ["exec", Tool(), "memit", "--call", "new byte[1000]", "-r", "1", "app.cs"], []),
                ("memmagics mprun app.cs", ["exec", Tool(), "mprun", "app.cs"], []),
            };
            for (var round = -2; round < rounds; round++)
            {
                foreach (var (_, arguments, milliseconds) in commands)
                {
                    var started = Stopwatch.GetTimestamp();
                    await OutputAsync(folder, arguments);
                    if (round >= 0)
                        milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }

            var unit = Median(commands[0].Milliseconds);
            foreach (var (name, _, milliseconds) in commands)
            {
                var ratios = milliseconds.Zip(commands[0].Milliseconds, static (ours, plain) => ours / plain);
                Console.WriteLine($"{name,-30} median {Median(milliseconds),6:0} ms  (min {milliseconds.Min():0}, max {milliseconds.Max():0})  {Median(milliseconds) / unit:0.00} x dotnet run, {Median(ratios):0.00} x in the median of its rounds");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Tool()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "MemMagics.sln")))
            directory = directory.Parent!;
        var tool = Path.Combine(directory.FullName, "src", "MemMagics.Cli", "bin", "Release", "net10.0", "MemMagics.Cli.dll");
        return File.Exists(tool) ? tool : throw new FileNotFoundException("Build the tool first: dotnet build -c Release", tool);
    }

    private static async Task OutputAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: {output}{await errors}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
