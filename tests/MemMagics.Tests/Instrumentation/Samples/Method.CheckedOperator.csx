// A checked operator and the unchecked one are two functions; the exception of an overflow is its line's.
// #!mprun -f Small.op_CheckedAddition -f Small.op_Addition Small.Both()
readonly struct Small(sbyte value)
{
    public static object Last = "";

    public static Small operator checked +(Small left, Small right)
    {
        Last = new byte[1];                                             //= 1x 32 B
        return new Small(checked((sbyte)(left.Value + right.Value)));   //= 1x 0 B
    }

    public static Small operator +(Small left, Small right)
    {
        Last = new byte[2];                                             //= 1x 32 B
        return new Small(unchecked((sbyte)(left.Value + right.Value))); //= 1x 0 B
    }

    public sbyte Value => value;

    public static int Both()
    {
        var unchecked_ = new Small(100) + new Small(100);
        return checked(unchecked_ + new Small(1)).Value;
    }
}
