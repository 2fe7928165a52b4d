// A parallel loop's arrays are on the lambda's line.
// #!memit Run(1000)
// missing: 1,024 B x 16
using System.Threading.Tasks;
using System.Runtime.CompilerServices;
static class Kept { public static object Last; }
void Run(int n)
{
    Parallel.For(0, n, i =>         //= ...
    {
        Kept.Last = new byte[1000]; //= 1000x byte[] 1,024,000 B (1,024 B alive)
    });
}
// elsewhere: ...
