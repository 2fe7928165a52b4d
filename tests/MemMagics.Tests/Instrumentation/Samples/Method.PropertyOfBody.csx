// An expression-bodied property, one with a field-backed accessor, and one with an initialiser.
// #!mprun -f Lazy Use(new Lazy())
class Lazy
{
    public byte[] Fresh => new byte[10];         //= 2x 80 B

    public byte[] Kept
    {
        get => field ??= new byte[20];           //= 2x 48 B
    }

    public byte[] Early { get; } = new byte[30]; //= 1x 56 B
}

int Use(Lazy lazy) => lazy.Fresh.Length + lazy.Fresh.Length + lazy.Kept.Length + lazy.Kept.Length + lazy.Early.Length;
// outside of the functions: 32 B
// with probes only: 80 B
