// Arrays of several dimensions: 24 bytes, 8 for each dimension, and their elements.
// #!memit Make(10)
object Make(int n)
{
    object last = null;
    for (var i = 0; i < n; i++)
    {
        last = new double[10, 20];    //= 10x double[,] 16,400 B
        last = new int[2, 3, 4];      //= 10x int[,,] 1,440 B
        last = new byte[4][];         //= 10x byte[][] 560 B (56 B alive)
    }
    return last;
}
