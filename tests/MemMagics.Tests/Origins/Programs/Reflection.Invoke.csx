// A call by reflection: an array for the argument, a box for it and one for the result, and on the method's own line what it makes.
// #!memit Call(100)
using System.Reflection;
static class Target
{
    public static int Length(int n) =>
        Make(n).Length;
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static byte[] Make(int n) =>
        new byte[n]; //= 100x byte[] 12,800 B
}
var method = typeof(Target).GetMethod("Length");
object Call(int n)
{
    object last = null;
    for (var i = 0; i < n; i++)
        last = method.Invoke(null, new object[] { 100 }); //= 200x int 4,800 B (24 B alive); 100x object[] 3,200 B
    return last;
}
