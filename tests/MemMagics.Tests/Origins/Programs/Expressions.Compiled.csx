// Code without a source is charged to the line that calls it.
// #!memit Run(100)
using System.Linq.Expressions;
var size = Expression.Parameter(typeof(int));
var make = Expression.Lambda<Func<int, byte[]>>(Expression.NewArrayBounds(typeof(byte), size), size).Compile();
int Run(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += make(100).Length; //= 100x byte[] 12,800 B
    return sum;
}
