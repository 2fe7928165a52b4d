// A struct becomes an object when an interface is asked for: header, type, a double.
// #!memit Areas(1000)
using System.Runtime.CompilerServices;
interface IShape { double Area { get; } }
struct Circle : IShape { public double Radius; public double Area => Radius * Radius * 3; }
[MethodImpl(MethodImplOptions.NoInlining)]
double Of(IShape shape) => shape.Area;
double Areas(int n)
{
    var sum = 0.0;
    for (var i = 0; i < n; i++)
        sum += Of(new Circle { Radius = i }); //= 1000x Circle 24,000 B
    return sum;
}
