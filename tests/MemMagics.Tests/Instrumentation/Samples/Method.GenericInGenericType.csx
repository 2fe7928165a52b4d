// A generic method of a generic type is named without type arguments.
// #!mprun -f Pair.Of.Swap new Pair<string>.Of<int>("a").Swap<long>(7)
class Pair<TFirst>
{
    public class Of<TSecond>(TFirst first)
    {
        public object Swap<TThird>(TThird third)
        {
            var seconds = new TSecond[4];           //= 1x 40 B
            var thirds = new TThird[4];             //= 1x 56 B
            return (first, seconds, thirds, third); //= 1x 48 B
        }
    }
}
// outside of the functions: 24 B
