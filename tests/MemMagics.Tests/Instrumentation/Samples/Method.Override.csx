// An override and the method it overrides are two functions, and the caller's line holds both.
// #!mprun -f Derived.Make -f Base.Make new Derived().Make(10)
class Base
{
    public virtual object Make(int n)
    {
        return new byte[n];           //= 1x 40 B
    }
}

class Derived : Base
{
    public override object Make(int n)
    {
        var inherited = base.Make(n); //= 1x 40 B
        return new[] { inherited };   //= 1x 32 B
    }
}
// outside of the functions: -16 B
// with probes only: 24 B
