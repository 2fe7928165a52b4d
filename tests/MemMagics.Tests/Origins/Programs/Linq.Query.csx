// A range, two operators with their delegates, and a list whose capacities are 4, 8, 16, 32 and 64.
// #!memit Evens(100)
List<int> Evens(int n)                                  //= 1x (closure) 24 B
{
    var offset = n;
    var evens = Enumerable.Range(0, n)                  //= ...
        .Where(i => i % 2 == 0)
        .Select(i => new byte[offset]).ToList();        //= 50x byte[] 6,400 B
    return evens.Select(bytes => bytes.Length).ToList(); //= 1x int[] 224 B (224 B alive); 1x List<int> 32 B (32 B alive); ...
}
