// A function that comes back to itself through a delegate is recursive too.
// #!mprun -f Apply Apply(2, null)
object Apply(int n, Func<int, object> next)
{
    if (n == 0)                   //= 3x 0 B
        return new byte[1000];    //= 1x 0 B
    next ??= m => Apply(m, null); //= 2x 1,056 B
    var rest = next(n - 1);       //= 2x 0 B
    return new[] { rest };        //= 2x 32 B
}
