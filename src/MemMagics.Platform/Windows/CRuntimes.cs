using System.Runtime.InteropServices;

namespace MemMagics.Platform.Windows;

/// <summary>The standard streams of native code (<c>printf</c>, <c>std::cout</c>): a C runtime keeps the handles that it found when it was loaded, whatever <c>SetStdHandle</c> says later.</summary>
internal static unsafe partial class CRuntimes
{
    private const int Text = 0x4000; // _O_TEXT: of a C program's standard streams, lines end in \r\n

    // Today's, and that of MinGW and of the system's own libraries. One that is linked into a library statically is not found.
    private static readonly string[] s_names = ["ucrtbase.dll", "msvcrt.dll"];

    /// <summary>Has a descriptor lead where a handle does, in each runtime that is loaded. The handle stays the caller's; what the descriptor had is closed, unless it is protected.</summary>
    /// <param name="descriptor">0, 1 or 2.</param>
    /// <param name="handle">An open handle.</param>
    public static void Lead(int descriptor, nint handle)
    {
        foreach (var name in s_names)
        {
            if (Loaded(name) is not 0 and var runtime && Kernel32.Copy(handle, inherited: false) is not 0 and var copy)
                Lead(runtime, descriptor, copy);
        }
    }

    private static void Lead(nint runtime, int descriptor, nint copy)
    {
        var open = (delegate* unmanaged[Cdecl]<nint, int, int>)NativeLibrary.GetExport(runtime, "_open_osfhandle");
        var duplicate = (delegate* unmanaged[Cdecl]<int, int, int>)NativeLibrary.GetExport(runtime, "_dup2");
        var close = (delegate* unmanaged[Cdecl]<int, int>)NativeLibrary.GetExport(runtime, "_close");
        var source = open(copy, Text);
        if (source < 0)
        {
            _ = Kernel32.Close(copy);
            return;
        }

        _ = duplicate(source, descriptor);
        _ = close(source);
    }

    [LibraryImport("kernel32", EntryPoint = "GetModuleHandleW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint Loaded(string name);
}
