using System.Reflection;
using MemMagics.Platform;
using MemMagics.Wire;

namespace MemMagics.Worker.Isolation;

/// <summary>The standard input of a program or a script that is measured from a shell.</summary>
internal static class ShellInput
{
    /// <summary>Makes a file the process's standard input; without one, whoever reads from the console gets a sentence.</summary>
    /// <param name="path">The file's path; <see langword="null"/> for none.</param>
    public static void Prepare(string? path)
    {
        if (path is not null)
            ReadFrom(path);
        else
            Console.SetIn(new RefusedInput(RefusedInput.OfProgram));
    }

    private static void ReadFrom(string path)
    {
        using (var file = File.OpenHandle(path))
            HostPlatform.Streams.ReadFrom(file);

        // As in a program, the reader is made when the console is first asked for it.
        if (typeof(Console).GetField("s_in", BindingFlags.NonPublic | BindingFlags.Static) is { } reader)
            reader.SetValue(null, null);
        else
            Console.SetIn(new StreamReader(Console.OpenStandardInput()));
    }
}
