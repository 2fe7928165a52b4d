// A static constructor runs in the first call: its line shows what it makes. The first object of a type on a thread is not reported.
// #!memit --cold Table.Length(3)
// missing: 8,024 B x 1
static class Table
{
    static long[] s_all;
    static Table()
    {
        s_all = Make();
        s_all = Make();
        s_all = Make();
    }
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static long[] Make() =>
        new long[1000]; //= 3x long[] 24,072 B (8,024 B alive)
    public static int Length(int n) =>
        s_all.Length + n;
}
