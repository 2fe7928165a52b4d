// A generic type in a generic type, of a value and of a reference: header, type, two fields of 8 bytes.
// #!memit Pairs(100)
class Outer<T> { public class Inner<U> { public T First; public U Second; } }
object[] Pairs(int n)
{
    var all = new object[2 * n];                //= 1x object[] 1,624 B (1,624 B alive)
    for (var i = 0; i < n; i++)
    {
        all[2 * i] = new Outer<long>.Inner<string>(); //= 100x Outer<long>.Inner<string> 3,200 B (3,200 B alive)
        all[2 * i + 1] = new Outer<string>.Inner<List<int>>(); //= 100x Outer<string>.Inner<List<int>> 3,200 B (3,200 B alive)
    }
    return all;
}
