// A switch over patterns, and one that is an expression, show each arm on its own line.
// #!mprun -f Size -f Kind new[] { Size(5), Size("text"), Size(new[] { 1, 2, 3 }), Kind(7), Kind("") }
object Size(object value)
{
    switch (value)                        //= 3x 0 B
    {
        case int n when n > 10:           //= 1x 0 B
            return new byte[n];
        case int n:
            return new byte[n * 2];       //= 1x 40 B
        case string { Length: > 3 } text:
            return text + "...";          //= 1x 40 B
        case int[] and [1, .., var last]:
            return new byte[last * 100];  //= 1x 328 B
        default:
            return "";
    }
}

object Kind(object value) => value switch //= 2x 0 B
{
    int n and > 5 => new byte[n],         //= 1x 32 B
    string { Length: 0 } => new char[2],  //= 1x 32 B
    _ => value.ToString(),
};
// outside of the functions: 152 B
