// A lock's body is charged to its lines, on a monitor and on a Lock (for whose head the compiler makes no point).
// #!mprun -f Guarded Guarded(new object(), new System.Threading.Lock())
object Guarded(object monitor, System.Threading.Lock gate)
{
    byte[] kept;
    lock (monitor)                         //= 1x 0 B
    {
        kept = new byte[10];               //= 1x 40 B
    }                                      //= 1x 0 B

    lock (gate)
    {
        kept = [.. kept, .. new byte[20]]; //= 1x 56 B
    }                                      //= 1x 0 B

    return kept;                           //= 1x 0 B
}
// outside of the functions: 64 B
