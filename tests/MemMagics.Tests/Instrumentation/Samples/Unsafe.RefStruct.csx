// A ref struct's methods, and a method with one as a parameter and a result.
// #!mprun -f Reader.Next -f Reader.Rest Read("a,bc,d")
ref struct Reader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _left = text;

    public string Next()
    {
        var comma = _left.IndexOf(',');                //= 3x 0 B
        var word = comma < 0 ? _left : _left[..comma]; //= 3x 0 B
        _left = Rest(_left, comma);                    //= 3x 0 B
        return word.ToString();                        //= 3x 80 B
    }

    public static ReadOnlySpan<char> Rest(ReadOnlySpan<char> text, int comma)
    {
        return comma < 0 ? [] : text[(comma + 1)..];   //= 3x 0 B
    }
}

static object Read(string text)
{
    var reader = new Reader(text);
    return reader.Next().Length + reader.Next().Length + reader.Next().Length;
}
// outside of the functions: 24 B
