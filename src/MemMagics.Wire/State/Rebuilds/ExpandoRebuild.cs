using System.ComponentModel;
using System.Dynamic;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class ExpandoRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value)
    {
        // Read by its enumerator, which detects that another thread changes the object meanwhile.
        var pairs = ((IDictionary<string, object?>)value).Select(static pair => pair).ToArray();
        return
        [
            Array.ConvertAll(pairs, static pair => pair.Key), Array.ConvertAll(pairs, static pair => pair.Value),
            Members.Field(value, typeof(ExpandoObject), "_propertyChanged"),
        ];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var expando = (ExpandoObject)Construct.On(blank!, typeof(ExpandoObject));
        foreach (var (key, value) in ((string[])parts[0]!).Zip((object?[])parts[1]!))
            ((IDictionary<string, object?>)expando).Add(key, value);
        if (parts[2] is PropertyChangedEventHandler handler)
            ((INotifyPropertyChanged)expando).PropertyChanged += handler;
        return expando;
    }
}
