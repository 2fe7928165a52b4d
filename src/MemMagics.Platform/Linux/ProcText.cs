using System.Globalization;
using MemMagics.Platform.Unix;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Linux;

/// <summary>Files of <c>/proc</c>, and the numbers in them (proc(5)).</summary>
internal static unsafe class ProcText
{
    private static readonly long s_pageSize = Environment.SystemPageSize;

    /// <summary>The path of one of a process's.</summary>
    /// <remarks>
    /// Not an interpolated string: in a worker that would be the first to take characters from the shared pool of arrays, and so the pool's slot among those that
    /// every new thread gets, and its first use, would be missing from measured code's figures, on Linux only.
    /// </remarks>
    public static string PathOf(int process, string name) => string.Concat("/proc/", process.ToString(CultureInfo.InvariantCulture), "/", name);

    /// <summary>Opens one; <see langword="null"/> when it is not there or may not be opened, as in some sandboxes.</summary>
    public static SafeFileHandle? Open(string path, FileAccess access)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads an open one from its beginning. Allocates nothing.</summary>
    public static ReadOnlySpan<byte> Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
            return buffer[..(int)Math.Max(0, LibC.ReadAt(descriptor, start, buffer.Length, 0))];
    }

    /// <summary>All of one that is small; empty when it is gone.</summary>
    public static Span<byte> Read(string path, Span<byte> buffer)
    {
        using var file = Open(path, FileAccess.Read);
        return file is null ? [] : buffer[..(int)Read((int)file.DangerousGetHandle(), buffer).Length];
    }

    /// <summary>Resident memory in a process's <c>statm</c>: "size resident shared …", in pages.</summary>
    public static long Resident(ReadOnlySpan<byte> statm) => Number(statm[(statm.IndexOf((byte)' ') + 1)..]) * s_pageSize;

    /// <summary>The high-water mark in a process's <c>status</c>; 0 when it has none any more.</summary>
    public static long HighWaterMark(ReadOnlySpan<byte> status)
    {
        var mark = status.IndexOf("VmHWM:"u8);
        return mark < 0 ? 0 : Number(status[(mark + 6)..]) * 1024;
    }

    /// <summary>The text from one of its fields on, with a space between each two, counted from 0; empty when there are fewer.</summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, int index)
    {
        for (; index > 0; index--)
        {
            var space = text.IndexOf((byte)' ');
            if (space < 0)
                return [];

            text = text[(space + 1)..];
        }

        return text;
    }

    /// <summary>The number that a text begins with, after spaces and tabs; 0 when there is none.</summary>
    public static long Number(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t')
            i++;

        var number = 0L;
        for (; i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9'; i++)
            number = number * 10 + (text[i] - '0');

        return number;
    }
}
