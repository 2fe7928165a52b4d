// A value tuple is no object until it is boxed: header, type, two ints. A Tuple is one, of the same size.
// #!memit Pair(100)
object Pair(int n)
{
    object last = null;
    for (var i = 0; i < n; i++)
    {
        var pair = (i, i + 1);
        last = Tuple.Create(pair.Item1, pair.Item2); //= 100x Tuple<int, int> 2,400 B
        last = pair;                                 //= 100x (int, int) 2,400 B (24 B alive)
    }
    return last;
}
