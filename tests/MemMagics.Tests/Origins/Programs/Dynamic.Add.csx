// Operands and result are boxed.
// #!memit Sum(100)
object Sum(int n)
{
    dynamic sum = 0L;       //= 1x long 24 B
    for (var i = 0; i < n; i++)
        sum = sum + 1L;     //= 100x long 2,400 B (24 B alive)
    return sum;
}
