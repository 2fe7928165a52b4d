namespace MemMagics.Cli.Programs;

/// <summary>What a program reads as its standard input.</summary>
internal static class StandardInput
{
    private const string Descriptor = "/proc/self/fd/0";

    /// <summary>
    /// The file that this process's standard input comes from (<c>&lt; input.txt</c>), which each run can read from its beginning; <see langword="null"/>
    /// when it is a terminal or a pipe, which could be read once at most.
    /// </summary>
    public static string? File => OperatingSystem.IsLinux() && System.IO.File.ResolveLinkTarget(Descriptor, returnFinalTarget: false)?.FullName is { } path && IsRegular(path) ? path : null;

    private static bool IsRegular(string path) => path == "/dev/null" || (System.IO.File.Exists(path) && (System.IO.File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.Directory)) == 0);
}
