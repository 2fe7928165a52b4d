using System.Buffers.Binary;
using System.Text;

namespace MemMagics.Platform.MacOS;

/// <summary>A command line in what the kernel answers to <c>KERN_PROCARGS2</c>.</summary>
internal static class MacArguments
{
    /// <summary>The arguments, the program's name first, with spaces between them.</summary>
    /// <param name="answer">The number of arguments, the program's path, zeros, the arguments, and what may follow them, such as the environment.</param>
    /// <returns>Empty when there are none.</returns>
    public static string In(ReadOnlySpan<byte> answer)
    {
        if (answer.Length < sizeof(int))
            return "";

        var count = BinaryPrimitives.ReadInt32LittleEndian(answer);
        var rest = answer[sizeof(int)..];
        rest = rest[Math.Max(0, rest.IndexOf((byte)0))..].TrimStart((byte)0);

        var line = new StringBuilder();
        for (var i = 0; i < count && !rest.IsEmpty; i++)
        {
            var end = rest.IndexOf((byte)0);
            line.Append(i == 0 ? "" : " ").Append(Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]));
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return line.ToString();
    }
}
