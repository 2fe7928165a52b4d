using Geometry;

var shapes = new Pile<Shape>([new Circle(1), new Rectangle(2, 3), new Square(2)]);
foreach (var shape in shapes.Sorted(shape => shape.Area))
    Console.WriteLine(FormattableString.Invariant($"{shape.Name} {shape.Area:F2}"));

// ---

namespace Geometry
{
    abstract record Shape(string Name)
    {
        public abstract double Area { get; }
    }

    sealed record Circle(double Radius) : Shape("circle")
    {
        public override double Area => Math.PI * Radius * Radius;
    }

    record Rectangle(double Width, double Height) : Shape("rectangle")
    {
        public override double Area => Width * Height;
    }

    sealed record Square(double Side) : Rectangle(Side, Side)
    {
        public override string ToString() => $"square {Side}";
    }

    sealed class Pile<T>(IEnumerable<T> items)
    {
        private readonly LinkedList<T> _items = new(items);

        public IEnumerable<T> Sorted<TKey>(Func<T, TKey> key)
        {
            var list = _items.ToList();
            list.Sort((a, b) => Comparer<TKey>.Default.Compare(key(a), key(b)));
            foreach (var item in list)
                yield return item;
        }

        internal int Push(int times, Func<int, T> make)
        {
            for (var i = 0; i < times; i++)
                _items.AddLast(make(i));
            return _items.Count;
        }
    }

    static class Many
    {
        internal static int Squares(int count)
        {
            var pile = new Pile<Shape>([]);
            pile.Push(count, side => new Square(side));
            return pile.Sorted(shape => shape.Area).Count();
        }
    }
}
