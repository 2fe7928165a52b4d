using System.Reflection;

namespace MemMagics.State.Code;

/// <summary>
/// Which static fields reached code reads. Inside generic code the type that declares a field may depend on type parameters; then
/// every construction with the types that reached code and values mention counts as read. A construction that was never used in
/// the notebook has no state to capture.
/// </summary>
internal sealed class StaticReads(LiveTypes live)
{
    private const int MostConstructions = 4096;
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<(TypeKey Type, string Field)> _open = [];
    private readonly HashSet<StaticRead> _reads = [];
    private readonly HashSet<Type> _mentioned = [];
    private readonly HashSet<TypeUse> _uses = [];
    private readonly Queue<StaticRead> _new = new();

    public void Add(TypeUse type, string field)
    {
        if (live.Find(type.Key) is not { } definition)
            return;
        if (live.Find(type) is { } closed)
            Add(closed, field);
        else if (definition.IsGenericTypeDefinition)
            _open.Add((type.Key, field));
    }

    public void Mention(TypeUse use)
    {
        if (!use.IsOpen && _uses.Add(use) && live.Find(use) is { } type)
            Mention(type);
    }

    public void Mention(Type type)
    {
        if (type.ContainsGenericParameters || type.IsByRef || type.IsPointer || !_mentioned.Add(type))
            return;
        if (type.HasElementType)
            Mention(type.GetElementType()!);
        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
            Mention(argument);
    }

    /// <summary>Adds the fields of open generic types, once for each construction with the types mentioned so far.</summary>
    /// <returns>Whether <see cref="Take"/> has something new.</returns>
    public bool Resolve()
    {
        foreach (var (key, field) in _open)
        {
            var definition = live.Find(key)!;
            foreach (var arguments in Combinations(definition.GetGenericArguments().Length))
            {
                if (LiveTypes.Construct(definition, arguments) is { } closed)
                    Add(closed, field);
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

    private IEnumerable<Type[]> Combinations(int count)
    {
        if (Math.Pow(_mentioned.Count, count) > MostConstructions)
            throw new MagicException("The static fields of a generic type cannot be followed: too many types could be its arguments. Use --replay or --in-process.");
        IEnumerable<Type[]> combinations = [[]];
        for (var i = 0; i < count; i++)
            combinations = combinations.SelectMany(_ => _mentioned, static (head, last) => (Type[])[.. head, last]);
        return combinations.ToArray();
    }
}
