// Chunks of 16, 16, 32, 64, 128, 256 and 512 characters hold 1000; each but the first comes with a builder for the chunk before it.
// #!memit Build(1000)
using System.Runtime.CompilerServices;
[MethodImpl(MethodImplOptions.NoInlining)]
string Build(int n)
{
    var text = new StringBuilder(); //= 1x StringBuilder 48 B; 1x char[] 56 B
    for (var i = 0; i < n; i++)
        text.Append('x');           //= 6x StringBuilder 288 B; 6x char[] 2,160 B
    return text.ToString();         //= 1x string 2,024 B (2,024 B alive)
}
