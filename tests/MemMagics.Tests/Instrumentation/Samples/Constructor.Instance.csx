// A constructor shows its own lines and the field initialisers that it runs.
// #!mprun -f Tree.Tree new Tree(3)
class Tree
{
    private readonly byte[] _roots = new byte[10]; //= 1x 40 B

    private readonly List<byte[]> _leaves;

    public Tree(int n)                             //= 1x 0 B
    {
        _leaves = new List<byte[]>(n);             //= 1x 80 B
        for (var i = 0; i < n; i++)                //= 4x 0 B
            _leaves.Add(new byte[i]);              //= 3x 88 B
    }                                              //= 1x 0 B

    private readonly byte[] _bark = new byte[20];  //= 1x 48 B
}
// outside of the functions: 40 B
