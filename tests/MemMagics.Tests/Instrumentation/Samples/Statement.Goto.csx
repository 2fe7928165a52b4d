// Goto jumps to a line that counts each time.
// #!mprun -f Jump Jump(3)
object Jump(int n)
{
    var all = new List<byte[]>(8); //= 1x 120 B
again:
    all.Add(new byte[n]);          //= 3x 96 B
    if (--n > 0)                   //= 3x 0 B
        goto again;
    return all;                    //= 1x 0 B
}
