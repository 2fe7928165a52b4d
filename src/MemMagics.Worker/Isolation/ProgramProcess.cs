using System.Reflection;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Isolation;

/// <summary>Makes the worker's process look to a program as if it had been started by itself.</summary>
internal static class ProgramProcess
{
    private const BindingFlags PrivateStatic = BindingFlags.NonPublic | BindingFlags.Static;

    /// <summary>What to do first when the process ends while a program runs; <see langword="null"/> for nothing.</summary>
    public static Action? AtExit { get; set; }

    /// <summary>Whether the process ends already.</summary>
    public static bool IsEnding { get; set; }

    /// <summary>Sets the entry assembly, the base directory and the command line.</summary>
    /// <param name="start">The program.</param>
    /// <param name="load">Loads an assembly by its simple name.</param>
    public static void Prepare(ProgramStart start, Func<string, Assembly> load)
    {
        Assembly.SetEntryAssembly(load(start.Assembly));
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", Path.GetDirectoryName(start.Path) + Path.DirectorySeparatorChar);
        AppContext.SetData("APP_CONTEXT_DEPS_FILES", start.Dependencies);

        // The runtime has no public way to set it. Where it is kept elsewhere one day, the program sees the worker's own command line.
        typeof(Environment).GetField("s_commandLineArgs", PrivateStatic)?.SetValue(null, (string[])[start.Path, .. start.Arguments]);
    }
}
