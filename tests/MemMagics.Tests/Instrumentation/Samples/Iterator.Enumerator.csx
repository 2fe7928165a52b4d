// An IEnumerator method, and a GetEnumerator of a type of one's own.
// #!mprun -f Bag.GetEnumerator Count(new Bag())
class Bag
{
    public IEnumerator<byte[]> GetEnumerator() //= 1x 32 B
    {
        yield return new byte[1];              //= 1x 32 B
        yield return new byte[2];              //= 1x 32 B
    }                                          //= 1x 0 B
}

int Count(Bag bag)
{
    var count = 0;
    foreach (var bytes in bag)
        count += bytes.Length;
    return count;
}
// outside of the functions: 24 B
