// A struct's constructor fills what the caller holds; its line allocates what its fields refer to.
// #!mprun -f Span2.Span2 new Span2[] { new(4) }
struct Span2
{
    private readonly byte[] _bytes;

    public Span2(int n)
    {
        _bytes = new byte[n];   //= 1x 32 B
        Length = _bytes.Length; //= 1x 0 B
    }                           //= 1x 0 B

    public int Length { get; }
}
// outside of the functions: 40 B
