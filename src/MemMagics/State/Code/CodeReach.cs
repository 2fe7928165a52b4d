using System.Reflection;
using MemMagics.Wire.State;

namespace MemMagics.State.Code;

/// <summary>
/// What measured code can reach in the notebook: from the measured submission's methods through everything their compiled
/// bodies name. Where the target is not known (virtual calls, reflection, type parameters) it takes all possible ones: reaching
/// too much costs time, reaching too little would show the code a state that is not the notebook's.
/// </summary>
/// <remarks>A variable that is only written is not reached: its old value cannot be observed.</remarks>
internal sealed class CodeReach(Func<string, CodeImage?> imageOf, LiveTypes live)
{
    private readonly Queue<CodeMethod> _methods = new();
    private readonly HashSet<CodeMethod> _reached = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<TypeKey> _instantiated = [];
    private readonly HashSet<TypeKey> _reflectedOn = [];
    private readonly HashSet<VariableRead> _variables = [];
    private readonly Queue<VariableRead> _newVariables = new();
    private readonly StaticReads _statics = new(live);
    private bool _reflects;

    /// <summary>All methods of a submission are reached.</summary>
    public void AddAll(CodeImage image)
    {
        foreach (var method in image.Types.Values.SelectMany(static type => type.Methods))
            Reach(method);
    }

    /// <summary>An object of the type was found in a value.</summary>
    public void AddObject(Type type)
    {
        _statics.Mention(type);
        foreach (var part in Parts(type))
            Instantiate(TypeKey.Of(part));
    }

    /// <summary>The type itself was found as a value, for reflection to use.</summary>
    public void AddName(Type type)
    {
        _statics.Mention(type);
        foreach (var part in Parts(type))
            ReflectOn(TypeKey.Of(part));
    }

    /// <summary>A delegate to the method was found in a value.</summary>
    public void AddCode(MethodBase method)
    {
        if (method.DeclaringType is not { } type)
            return;
        AddObject(type);
        var key = TypeKey.Of(type);
        if (TypeOf(key) is not { } owner)
            return;
        ReachInitialiser(owner);
        foreach (var candidate in owner.Methods.Where(candidate => candidate.Key.Name == method.Name))
            Reach(candidate);
    }

    /// <summary>A member was found as a value, for reflection or a compiled expression to use.</summary>
    public void AddMember(MemberInfo member)
    {
        switch (member)
        {
            case MethodBase method:
                AddCode(method);
                break;
            case PropertyInfo property:
                foreach (var accessor in property.GetAccessors(nonPublic: true))
                    AddCode(accessor);
                break;
            case FieldInfo { IsStatic: true, DeclaringType: { } type } field:
                if (TypeOf(TypeKey.Of(type)) is { } owner)
                {
                    ReachInitialiser(owner);
                    _statics.Add(type, field.Name);
                }

                break;
            case FieldInfo { DeclaringType: { } type } field when imageOf(TypeKey.Of(type).Assembly)?.Submission == TypeKey.Of(type):
                Read(new VariableRead(TypeKey.Of(type).Assembly, field.Name));
                break;
        }
    }

    /// <summary>Follows the code as far as it leads.</summary>
    /// <returns>Whether <see cref="TakeVariables"/> or <see cref="TakeStatics"/> has something new.</returns>
    public bool Run()
    {
        while (_methods.TryDequeue(out var method))
        {
            foreach (var use in method.Uses)
                Follow(use);
        }

        return _newVariables.Count > 0 | _statics.Resolve(evenUnmentioned: _reflects);
    }

    public IReadOnlyList<VariableRead> TakeVariables()
    {
        var taken = _newVariables.ToArray();
        _newVariables.Clear();
        return taken;
    }

    public IReadOnlyList<StaticRead> TakeStatics() => _statics.Take();

    private void Follow(CodeUse use)
    {
        foreach (var argument in use.Type.WithArguments().Skip(1))
            Instantiate(argument.Key);
        foreach (var part in use.Type.WithArguments())
            _statics.Mention(part.Key);

        var owner = TypeOf(use.Type.Key);
        switch (use.Kind)
        {
            case CodeUseKind.Calls when owner is not null:
                Call(owner, use.Method);
                break;
            case CodeUseKind.Calls:
                if (!_reflects && use.Type.Key.Assembly.Length > 0 && !NonReflectiveCode.Is(use.Type.Key))
                    Reflect();
                break;
            case CodeUseKind.Makes:
                Instantiate(use.Type.Key);
                break;
            case CodeUseKind.Names:
                foreach (var part in use.Type.WithArguments())
                    ReflectOn(part.Key);
                break;
            case CodeUseKind.ReadsField when imageOf(use.Type.Key.Assembly)?.Submission == use.Type.Key:
                Read(new VariableRead(use.Type.Key.Assembly, use.Member));
                break;
            case CodeUseKind.ReadsStatic when owner is not null:
                ReachInitialiser(owner);
                if (!owner.IsCompilerCache)
                    _statics.Add(use.Type, use.Member);
                break;
            case CodeUseKind.WritesStatic when owner is not null:
                ReachInitialiser(owner);
                break;
        }
    }

    private void Call(CodeType owner, MethodKey key)
    {
        ReachInitialiser(owner);
        var exact = owner.Methods.FirstOrDefault(method => method.Key == key);
        if (exact is not null)
        {
            Reach(exact);
            return;
        }

        foreach (var method in owner.Methods.Where(method => method.Key.Name == key.Name))
            Reach(method);
        // A reference may name a class that inherits the method without declaring it.
        foreach (var inherited in owner.Bases)
        {
            if (TypeOf(inherited.Key) is { } parent)
                Call(parent, key with { Type = parent.Key });
        }
    }

    private void Instantiate(TypeKey key)
    {
        if (TypeOf(key) is not { } type || !_instantiated.Add(key))
            return;
        ReachInitialiser(type);
        foreach (var method in type.Methods)
        {
            if (method.IsVirtual)
                Reach(method);
        }

        foreach (var part in type.Bases.SelectMany(static inherited => inherited.WithArguments()))
        {
            _statics.Mention(part.Key);
            Instantiate(part.Key);
        }

        if (_reflects)
            ReflectOn(key);
    }

    /// <summary>Any method of the type can be called by reflection. Submission classes are left out, else the code of every cell would be reached.</summary>
    private void ReflectOn(TypeKey key)
    {
        if (TypeOf(key) is not { } type || !_reflectedOn.Add(key))
            return;
        Instantiate(key);
        if (imageOf(key.Assembly)!.Submission == key || type.IsCompilerCache)
            return;
        foreach (var method in type.Methods)
        {
            if (method.Key.Name != ".cctor")
                Reach(method);
        }
    }

    private void Reflect()
    {
        _reflects = true;
        foreach (var key in _instantiated.ToArray())
            ReflectOn(key);
    }

    /// <summary>A member of the type is used: its initialiser runs, unless it has run in the notebook.</summary>
    private void ReachInitialiser(CodeType type)
    {
        if (type.Initialiser is { } initialiser && !(live.Find(type.Key) is { IsGenericTypeDefinition: false } known && TypeInitialisation.HasRun(known)))
            Reach(initialiser);
    }

    private void Read(VariableRead variable)
    {
        if (_variables.Add(variable))
            _newVariables.Enqueue(variable);
    }

    private void Reach(CodeMethod method)
    {
        if (_reached.Add(method))
            _methods.Enqueue(method);
    }

    private CodeType? TypeOf(TypeKey key) => imageOf(key.Assembly)?.Types.GetValueOrDefault(key.Name);

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type) : [type];
    }
}
