namespace MemMagics.Wire.State;

/// <summary>A place that holds references, with the types that it accepts. It remembers the last accepted type, because most places hold one type only.</summary>
public sealed class ReferencePlace(Type type)
{
    private readonly bool _acceptsAll = type == typeof(object);
    private int _accepted = -1;

    public Type Type => type;

    public bool Accepts(object value, int typeIndex)
    {
        if (_acceptsAll || typeIndex == _accepted)
            return true;
        if (!type.IsInstanceOfType(value))
            return false;
        _accepted = typeIndex;
        return true;
    }
}
