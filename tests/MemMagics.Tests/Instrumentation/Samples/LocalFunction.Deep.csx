// Local functions at any depth have their lines in the outer function's table.
// #!mprun -f Outer Outer(3)
object Outer(int n)
{
    var kept = new List<byte[]>(8);      //= 1x 120 B
    Add(n);                              //= 1x 0 B
    return kept;                         //= 1x 0 B

    void Add(int size)
    {
        kept.Add(Make(size));            //= 1x 0 B

        byte[] Make(int length)
        {
            var doubled = Twice(length); //= 1x 0 B
            return new byte[doubled];    //= 1x 32 B

            static int Twice(int number)
            {
                return number * 2;       //= 1x 0 B
            }
        }
    }                                    //= 1x 0 B
}
