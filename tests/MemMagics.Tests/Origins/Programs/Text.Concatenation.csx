// A string of k characters has 22 + 2k bytes, rounded up to 8; the first is the literal itself.
// #!memit Grow(100)
string Grow(int n)
{
    var text = "";
    for (var i = 0; i < n; i++)
        text += "x"; //= 99x string 12,576 B (224 B alive)
    return text;
}
