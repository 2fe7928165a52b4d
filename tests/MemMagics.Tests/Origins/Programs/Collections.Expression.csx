// A collection expression makes its target once, at its size: an array of five, a list of the same and its array.
// #!memit Make()
int[] numbers = [1, 2, 3];
object[] Make()
{
    int[] more = [.. numbers, 4, 5];    //= 1x int[] 48 B (48 B alive)
    List<int> list = [.. more];         //= 1x List<int> 32 B (32 B alive); 1x int[] 48 B (48 B alive)
    return [more, list];                //= 1x object[] 40 B (40 B alive)
}
