// Each branch shows when it ran, and blank when it did not.
// #!mprun -f Branch new[] { Branch(1), Branch(5) }
object Branch(int n)
{
    if (n > 3)                   //= 2x 0 B
        return new byte[10];     //= 1x 40 B
    else if (n > 10)             //= 1x 0 B
        return "never";
    else
    {
        n++;                     //= 1x 0 B
        return new byte[n * 20]; //= 1x 64 B
    }
}
// outside of the functions: 40 B
