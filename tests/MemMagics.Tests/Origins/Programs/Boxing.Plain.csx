// A boxed int: header, type, value, each 8 bytes with the padding. A static field keeps the last one.
// #!memit Box(1000)
class Kept { public static object Last; }
void Box(int n)
{
    for (var i = 0; i < n; i++)
        Kept.Last = i; //= 1000x int 24,000 B (24 B alive)
}
