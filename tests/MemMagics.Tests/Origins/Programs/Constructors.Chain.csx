// A field's initial value is on its own line, the object on that of the new: header, type, two references.
// #!memit Make(100)
class Base
{
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    public Base() { }
    public readonly int[] Small = new int[10];   //= 100x int[] 6,400 B (6,400 B alive)
}
class Derived : Base
{
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    public Derived() { }
    public readonly byte[] Bytes = new byte[100]; //= 100x byte[] 12,800 B (12,800 B alive)
}
Derived[] Make(int n)
{
    var all = new Derived[n];                     //= 1x Derived[] 824 B (824 B alive)
    for (var i = 0; i < n; i++)
        all[i] = New();
    return all;
}
[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
Derived New() =>
    new Derived();                                //= 100x Derived 3,200 B (3,200 B alive)
