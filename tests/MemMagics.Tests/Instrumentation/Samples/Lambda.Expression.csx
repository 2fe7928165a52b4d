// An expression tree is built by its line, and runs compiled elsewhere.
// #!mprun -f Tree Tree(3)
using System.Linq.Expressions;

object Tree(int n)
{
    Expression<Func<int, int>> twice = a => a * 2; //= 1x 584 B
    return twice.Parameters.Count + n;             //= 1x 80 B
}
