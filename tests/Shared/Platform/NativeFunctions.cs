namespace MemMagics.Tests;

/// <summary>What the code of notebooks declares in order to call native functions, as text: only here is it spelled out how.</summary>
internal static class NativeFunctions
{
    /// <summary>Functions of the C library. Windows has none of that name.</summary>
    /// <param name="functions">Their declarations, each without its modifiers and without the semicolon: <c>int close(int descriptor)</c>.</param>
    /// <returns>Members of a class, or functions of a cell; one line.</returns>
    public static string LibC(params string[] functions) => Of("libc", functions);

    /// <summary>Functions of standard C, of the library that native code has them from.</summary>
    /// <inheritdoc cref="LibC"/>
    public static string StandardC(params string[] functions) => Of(OperatingSystem.IsWindows() ? "ucrtbase" : "libc", functions);

    /// <summary>Functions of a native library, which is found as the runtime finds them.</summary>
    /// <inheritdoc cref="LibC"/>
    public static string Of(string library, params string[] functions) =>
        string.Join(' ', functions.Select(function => $"[System.Runtime.InteropServices.DllImport(\"{library}\")] public static extern {function};"));
}
