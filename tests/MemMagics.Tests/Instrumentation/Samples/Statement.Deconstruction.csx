// Tuples, deconstruction, interpolation and collection expressions are charged to their line.
// #!mprun -f Build Build(3)
object Build(int n)
{
    var (a, b) = (new byte[n], new string('b', n));     //= 1x 64 B
    string text = $"{n}: {b}";                          //= 1x 40 B
    List<int> list = [1, 2, .. Enumerable.Range(0, n)]; //= 1x 168 B
    int[] numbers = [n, .. list];                       //= 1x 48 B
    (a, b) = (new byte[1], b);                          //= 1x 32 B
    return (a, text, numbers);                          //= 1x 40 B
}
