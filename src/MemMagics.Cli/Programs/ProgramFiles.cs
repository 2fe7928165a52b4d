using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripts;
using MemMagics.Hosting.Building;
using MemMagics.Reports;

namespace MemMagics.Cli.Programs;

/// <summary>What a program is made of and reads, as far as that is known: no output replaces it.</summary>
internal static class ProgramFiles
{
    /// <summary>Before there is anything else to know: the file or project that was named, and files among the arguments.</summary>
    public static void Protect(string? program, IEnumerable<string> arguments)
    {
        if (program is not null && File.Exists(program))
            WholeFile.Protect(program, "the program itself");
        foreach (var argument in arguments.Where(File.Exists))
            WholeFile.Protect(argument, "named in the program's own arguments");
    }

    /// <summary>What a script loads.</summary>
    public static void Protect(ScriptProgram script, string path) => ReadFiles.Protect(script.Text, Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));

    /// <summary>What it was built of, and what came of it.</summary>
    public static void Protect(BuiltProgram built)
    {
        foreach (var file in built.Sources.Append(built.Project))
            WholeFile.Protect(file, $"a part of {built.Name}");
        foreach (var file in built.Libraries.Append(built.Assembly).Append(built.RuntimeConfiguration).Append(built.Dependencies).OfType<string>())
            WholeFile.Protect(file, $"what {built.Name} runs with");
    }

    /// <summary>Refuses what an output would replace, and what cannot be written.</summary>
    /// <param name="outputs">The files to be written, and the option that names each.</param>
    /// <exception cref="MagicException">One of them cannot be written.</exception>
    public static void Check(params IReadOnlyList<(string? Path, string Option)> outputs)
    {
        foreach (var (path, _) in outputs)
        {
            if (path is not null)
                ReportFile.Check(path);
        }

        if (OutputFiles.Collision(outputs) is { } collision)
            throw new MagicException(collision);
    }
}
