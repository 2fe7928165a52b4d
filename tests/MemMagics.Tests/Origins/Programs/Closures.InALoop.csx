// Each round has a closure of its own (header, type, an int), which is there before the round's first line, and a delegate of 64 bytes.
// #!memit Counters(100)
Func<int>[] Counters(int n)
{
    var all = new Func<int>[n];  //= 1x Func<int>[] 824 B (824 B alive)
    for (var i = 0; i < n; i++)  //= 100x (closure) 2,400 B (2,400 B alive)
    {
        var own = i;
        all[i] = () => own;      //= 100x Func<int> 6,400 B (6,400 B alive)
    }
    return all;
}
