using System.Reflection;
using MemMagics.Wire;
using MemMagics.Wire.State;

namespace MemMagics.State.Code;

/// <summary>
/// Which static fields reached code reads. Inside generic code the type that declares a field may depend on type parameters; then
/// the constructions count as read that exist in the notebook and are made of types that reached code and values mention. A
/// construction that does not exist there has no state to capture.
/// </summary>
internal sealed class StaticReads(LiveTypes live)
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<(TypeKey Type, string Field)> _open = [];
    private readonly HashSet<StaticRead> _reads = [];
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal); // by name: code and the runtime may name different assemblies
    private readonly Queue<StaticRead> _new = new();
    private readonly Dictionary<Assembly, ILookup<Type, Type>> _constructions = [];

    public void Add(TypeUse type, string field)
    {
        if (live.Find(type.Key) is not { } definition)
            return;
        if (live.Find(type) is { } closed)
            Add(closed, field);
        else if (definition.IsGenericTypeDefinition)
            _open.Add((type.Key, field));
    }

    public void Mention(TypeKey key) => _mentioned.Add(key.Name);

    public void Mention(Type type)
    {
        if (type.HasElementType)
            Mention(type.GetElementType()!);
        else
            Mention(TypeKey.Of(type));
        Array.ForEach(type.IsConstructedGenericType ? type.GetGenericArguments() : [], Mention);
    }

    /// <summary>Adds the fields of open generic types, once for each construction.</summary>
    /// <param name="evenUnmentioned">Whether code that is not known may make use of any construction.</param>
    /// <returns>Whether <see cref="Take"/> has something new.</returns>
    /// <exception cref="MagicException">This runtime does not tell which constructions exist.</exception>
    public bool Resolve(bool evenUnmentioned)
    {
        foreach (var (key, field) in _open)
        {
            foreach (var construction in ConstructionsOf(live.Find(key)!))
            {
                if (evenUnmentioned || Array.TrueForAll(construction.GetGenericArguments(), IsMadeOfMentioned))
                    Add(construction, field);
            }
        }

        return _new.Count > 0;
    }

    public IReadOnlyList<StaticRead> Take()
    {
        var taken = _new.ToArray();
        _new.Clear();
        return taken;
    }

    public void Add(Type type, string field)
    {
        // A static field may be read through a class that inherits it.
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.GetField(field, Any) is null)
                continue;
            if (_reads.Add(new StaticRead(level, field)))
                _new.Enqueue(new StaticRead(level, field));
            return;
        }
    }

    private IEnumerable<Type> ConstructionsOf(Type definition)
    {
        if (!ConstructedTypes.IsKnown)
        {
            throw new MagicException(
                $"This runtime does not say which constructions of {CSharpName.Of(definition)} exist, so their static fields cannot be captured. Use --replay or --in-process.");
        }

        if (!_constructions.TryGetValue(definition.Assembly, out var known))
            _constructions[definition.Assembly] = known = ConstructedTypes.Of(definition.Assembly).ToLookup(static type => type.GetGenericTypeDefinition());
        return known[definition];
    }

    private bool IsMadeOfMentioned(Type type) => type.HasElementType
        ? IsMadeOfMentioned(type.GetElementType()!)
        : _mentioned.Contains(TypeKey.Of(type).Name) && Array.TrueForAll(type.GetGenericArguments(), IsMadeOfMentioned);
}
