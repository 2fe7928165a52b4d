// An array of numbers that a static readonly field is given at once lies outside of the heap that is collected: it is not among what is allocated.
// #!memit --cold Table.Length(3)
static class Table
{
    static readonly long[] s_all;
    static Table()
    {
        s_all = new long[1000];
    }
    public static int Length(int n) => s_all.Length + n;
}
