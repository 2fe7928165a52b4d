// A static constructor runs in the first call of a process only.
// #!mprun --cold -f Table.cctor Table.Squares.Length
class Table
{
    public static readonly int[] Squares = new int[10]; //= 1x 64 B

    static Table()
    {
        for (var i = 0; i < Squares.Length; i++)        //= 11x 0 B
            Squares[i] = i * i;                         //= 10x 0 B
        Names = new string[5];                          //= 1x 64 B
    }                                                   //= 1x 0 B

    public static string[] Names;
}
