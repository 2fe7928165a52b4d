using System.Diagnostics;
using MemMagics.Cli.Programs;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Building;
using MemMagics.Session;
using MemMagics.Watching;
using MemMagics.Wire.Runtime;

namespace MemMagics.Cli.Watching;

/// <summary>A program that is to be watched.</summary>
/// <param name="Title">What it is called, as a person would type it.</param>
/// <param name="Command">How it is started, with the tool's own standard streams.</param>
internal sealed record PlottedProgram(string Title, ProcessStartInfo Command) : IDisposable
{
    /// <summary>Records when its functions run; <see langword="null"/> when none were asked for.</summary>
    public FunctionMarking? Functions { get; init; }

    /// <summary>Sentences on how it was built.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <exception cref="WatchException">There is no such command.</exception>
    public static PlottedProgram OfCommand(IReadOnlyList<string> words) => new(TitleOf(words), new ProcessStartInfo(CommandPath.Of(words[0]), words.Skip(1)));

    /// <summary>Builds a file or project.</summary>
    /// <exception cref="BuildException">It cannot be built.</exception>
    /// <exception cref="WatchException">It is no program.</exception>
    /// <exception cref="MagicException">There is no such function.</exception>
    public static async Task<PlottedProgram> BuildAsync(ProgramSource source, PlotOptions options, CancellationToken cancellationToken)
    {
        var status = new StatusLine();
        try
        {
            var built = await new ProgramBuild().BuildAsync(source, options.Build, status.Show, cancellationToken);
            ProgramFiles.Protect(built);
            if (built.RuntimeConfiguration is not { } configuration)
                throw new WatchException($"'{built.Name}' is a library: it has no program to watch.");

            var functions = options.Functions.Count == 0 ? null : Mark(built, source, options, cancellationToken);
            return new PlottedProgram(TitleOf([built.Name, .. options.Words]), new ProcessStartInfo(DotnetHost.Path, ["exec", .. functions is null ? Beside(configuration, built.Dependencies) : [], functions?.Program ?? built.Assembly, .. options.Words]))
            {
                Functions = functions,
                Notes = [.. built.Notes, .. functions?.Notes ?? []],
            };
        }
        finally
        {
            status.Clear();
        }
    }

    public void Dispose() => Functions?.Dispose();

    /// <summary>Names are meant as an expression in the program would mean them.</summary>
    private static FunctionMarking Mark(BuiltProgram built, ProgramSource source, PlotOptions options, CancellationToken cancellationToken)
    {
        var program = new MeasuredProgram
        {
            Name = built.Name,
            Code = ProgramAssembly.Read(built.Assembly),
            RuntimeConfiguration = built.RuntimeConfiguration,
            Dependencies = built.Dependencies,
            Libraries = [.. built.Libraries.Where(path => path != built.Assembly)],
            IsWhole = false,
        };
        return FunctionMarking.Prepare(ProgramSession.Of(built, program), options.Functions, cancellationToken);
    }

    /// <summary>What the program is started with; its copy has links to both beside it.</summary>
    private static string[] Beside(string configuration, string? dependencies) => ["--runtimeconfig", configuration, .. dependencies is null ? Array.Empty<string>() : ["--depsfile", dependencies]];

    private static string TitleOf(IEnumerable<string> words) => string.Join(' ', words.Select(ShellWord.Of));
}
