// Each round fills the places that the collection before it has emptied.
// #!memit Rounds(40)
List<int[]> Rounds(int n)
{
    var kept = new List<int[]>(n);              //= 1x List<int[]> 32 B (32 B alive); 1x int[][] 344 B (344 B alive)
    for (var round = 0; round < n; round++)
    {
        for (var i = 0; i < 250; i++)
        {
            var numbers = new int[250];         //= 10000x int[] 10,240,000 B (40,960 B alive)
            if (i == round)
                kept.Add(numbers);
        }
        GC.Collect(0);
    }
    return kept;
}
