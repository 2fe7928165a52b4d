using System.Reflection;

namespace MemMagics.Worker.Loading;

/// <summary>The entry point of a program as measured code.</summary>
internal static class ProgramCode
{
    /// <summary>What calls the entry point; its result becomes the exit code, as when the runtime calls it.</summary>
    /// <param name="program">The program's assembly.</param>
    /// <param name="arguments">What it is called with.</param>
    public static Action Of(Assembly program, string[] arguments)
    {
        var entry = program.EntryPoint!;
        return (entry.GetParameters().Length > 0, entry.ReturnType == typeof(int)) switch
        {
            (true, true) => WithExitCode(entry.CreateDelegate<Func<string[], int>>(), arguments),
            (true, false) => WithArguments(entry.CreateDelegate<Action<string[]>>(), arguments),
            (false, true) => WithExitCode(entry.CreateDelegate<Func<int>>()),
            (false, false) => entry.CreateDelegate<Action>(),
        };
    }

    private static Action WithExitCode(Func<string[], int> entry, string[] arguments) => () => Environment.ExitCode = entry(arguments);

    private static Action WithExitCode(Func<int> entry) => () => Environment.ExitCode = entry();

    private static Action WithArguments(Action<string[]> entry, string[] arguments) => () => entry(arguments);
}
