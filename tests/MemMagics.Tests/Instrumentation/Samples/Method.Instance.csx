// An instance method shows each of its lines, whatever the object.
// #!mprun -f Stack.Push new Stack().Push(3).Push(40)
class Stack
{
    private byte[] _top = new byte[8];

    public Stack Push(int size)
    {
        var next = new byte[size];            //= 2x 96 B
        if (size > 10)                        //= 2x 0 B
            _top = new byte[next.Length * 2]; //= 1x 104 B
        return this;                          //= 2x 0 B
    }
}
// outside of the functions: 56 B
// with probes only: 96 B
