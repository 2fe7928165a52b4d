// A lambda passed inline has its lines in the function that it is written in.
// #!mprun -f Lengths Lengths(3)
List<int> Lengths(int n)
{
    var words = new List<string>(n);             //= 1x 104 B
    Enumerable.Range(1, n).ToList().ForEach(i => //= 1x 176 B
    {
        var word = new string('w', i);           //= 3x 88 B
        words.Add(word);                         //= 3x 0 B
    });                                          //= 3x 0 B
    return words                                 //= 1x 312 B
        .Select(word => word + "s")              //= 3x 96 B
        .Select(word => word.Length)             //= 3x 0 B
        .ToList();
}
