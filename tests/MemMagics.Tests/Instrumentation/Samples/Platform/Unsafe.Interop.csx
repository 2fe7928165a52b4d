// A call of native code allocates nothing on its line.
// #!mprun -f Sums Sums()
using System.Runtime.InteropServices;

static class Native
{
    [DllImport("System.IO.Compression.Native", EntryPoint = "CompressionNative_Crc32")]
    public static extern uint Sum(uint before, nint bytes, int count);
}

object Sums()
{
    var sum = Native.Sum(0, 0, 0);             //= 1x 0 B
    return new[] { sum, Native.Sum(0, 0, 0) }; //= 1x 32 B
}
