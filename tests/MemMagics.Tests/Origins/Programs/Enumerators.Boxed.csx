// A list's enumerator is a struct; asked for through the interface it is a box of a reference and three ints: 40 bytes.
// #!memit Sums(100)
using System.Runtime.CompilerServices;
var numbers = new List<int> { 1, 2, 3 };
[MethodImpl(MethodImplOptions.NoInlining)]
int Sum(IEnumerable<int> all)
{
    var sum = 0;
    foreach (var number in all) //= 100x List<int>.Enumerator 4,000 B
        sum += number;
    return sum;
}
int Sums(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
    {
        foreach (var number in numbers)
            sum += number;
        sum += Sum(numbers);
    }
    return sum;
}
