using System.Globalization;
using MemMagics.Cli.Programs;
using MemMagics.Magics;

namespace MemMagics.Cli.Converting;

/// <summary>A magic's options as those of a command that measures a program. What means something to a notebook only, <c>-o</c> and <c>-q</c>, is left out.</summary>
internal static class CommandOptions
{
    private static readonly TimeSpan s_defaultTimeout = new MemitRequest { Code = "0" }.Timeout;

    /// <summary>The options, each with its value as a shell reads it.</summary>
    /// <param name="request">What the magic asked for.</param>
    /// <param name="isCall">Whether the command measures a call, which there is a warm one of, rather than the program.</param>
    /// <param name="nameInFile">What a function of the notebook is called in the file.</param>
    public static IEnumerable<string> Of(MeasureRequest request, bool isCall, Func<string, string> nameInFile) =>
    [
        .. request is MprunRequest { Functions: var functions } ? functions.Select(function => $"-f {ShellWord.Of(nameInFile(function))}") : [],
        .. Value("-r", request.Repeat?.ToString(CultureInfo.InvariantCulture)),
        .. Value("-t", request.Timeout == s_defaultTimeout ? null : string.Create(CultureInfo.InvariantCulture, $"{request.Timeout.TotalSeconds:0.#######}s")),
        .. Flag("-c", request.IncludeChildren),
        .. Flag("--warm", isCall && request.Call == CallChoice.Warm),
        .. Flag("--cold", isCall && request.Call == CallChoice.Cold),
        .. request switch
        {
            MemitRequest memit =>
            [
                .. Size("--max-allocated", memit.MaxAllocated), .. Size("--max-peak", memit.MaxPeak), .. Flag("--plot", memit.Plot), .. Flag("--types", memit.Types),
                .. Flag("--where", memit.Where == WhereChoice.Auto), .. Flag("--where=exact", memit.Where == WhereChoice.Exact), .. Flag("--where=sampled", memit.Where == WhereChoice.Sampled),
            ],
            MprunRequest mprun => Flag("--retained", mprun.Retained),
            _ => [],
        },
        .. Size("--memory-limit", request.MemoryLimit),
        .. Flag("--gc server", request.Gc == GcFlavor.Server),
        .. Flag("--tiered", request.Tiered),
        .. Value("-T", request.SaveTo),
    ];

    private static string[] Flag(string name, bool isGiven) => isGiven ? [name] : [];

    private static string[] Value(string name, string? value) => value is null ? [] : [$"{name} {ShellWord.Of(value)}"];

    private static string[] Size(string name, SizeLimit? limit) => Value(name, limit?.Text);
}
