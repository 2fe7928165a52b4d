// Unsafe code with pointers and fixed shows its lines like other code.
// #!mprun -f Sum Sum(4)
unsafe object Sum(int n)
{
    var numbers = new int[n];                       //= 1x 40 B
    fixed (int* first = numbers)                    //= 1x 0 B
    {
        for (var p = first; p < first + n; p++)     //= 5x 0 B
            *p = n;                                 //= 4x 0 B
    }

    var total = 0;                                  //= 1x 0 B
    fixed (int* first = &numbers[0])                //= 1x 0 B
        total += first[1];                          //= 1x 0 B
    int* local = stackalloc int[2];                 //= 1x 0 B
    local[1] = total;                               //= 1x 0 B
    delegate*<int, object> make = &Box;             //= 1x 0 B
    return make(local[1]);                          //= 1x 0 B

    static object Box(int value) => new int[value]; //= 1x 40 B
}
