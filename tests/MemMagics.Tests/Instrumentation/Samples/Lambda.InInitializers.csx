// A type means the lambdas of its initialisers too, each with a table of its own
// #!mprun -f Rules new Rules(3).Sum(4)
static class Held { public static object Last; }

class Rules(int size) : List<int>(Made(() => new byte[10]))                                //= 1x 40 B and 1x 40 B
{
    public Func<int, byte[]> Make = n => new byte[n];                                      //= 1x 0 B and 1x 32 B

    public Func<int, byte[]> Double { get; } = n =>                                        //= 1x 0 B
    {
        var twice = 2 * n;                                                                 //= 1x 0 B
        return new byte[twice];                                                            //= 1x 32 B
    };

    private static readonly Lazy<byte[]> s_shared = new(() => new byte[100]);              //= 1x 128 B

    private static readonly int[] s_even = (from number in Enumerable.Range(1, 4) where number % 2 == 0 select number).ToArray();

    public int Sum(int n)
    {
        Held.Last = Make(n);                                                               //= 1x 32 B
        Held.Last = Double(n);                                                             //= 1x 32 B
        return s_shared.Value.Length + s_even.Length + size + new Inner().Field(n).Length; //= 1x 184 B
    }

    static int Made(Func<byte[]> make)
    {
        Held.Last = make();                                                                //= 1x 40 B
        return 0;                                                                          //= 1x 0 B
    }

    class Inner
    {
        public Func<int, byte[]> Field = n => new byte[n + 1];                             //= 1x 0 B and 1x 32 B
    }
}
// outside of the functions: -248 B
