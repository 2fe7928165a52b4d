// The exception on the line that throws it: 120 bytes. Its stack trace is the runtime's.
// #!memit Try(10)
using System.Runtime.CompilerServices;
[MethodImpl(MethodImplOptions.NoInlining)]
void Throw(int i)
{
    throw new InvalidOperationException("no"); //= 10x InvalidOperationException 1,200 B; ...
}
int Try(int n)
{
    var caught = 0;
    for (var i = 0; i < n; i++)
    {
        try
        {
            Throw(i);
        }
        catch (InvalidOperationException) //= ...
        {
            caught++;
        }
    }
    return caught; //= ...
}
