// An extension method is profiled where it is written.
// #!mprun -f Doubled "ab".Doubled(3)
static string[] Doubled(this string text, int n)
{
    var copies = new string[n];  //= 1x 48 B
    for (var i = 0; i < n; i++)  //= 4x 0 B
        copies[i] = text + text; //= 3x 96 B
    return copies;               //= 1x 0 B
}
