using Mono.Cecil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>
/// The methods of libraries that the notebook's code can lead to, found by following the calls in compiled code. There may be more than really run: a virtual call can lead to
/// every override of that name. What only reflection leads to is found where its name is a string in the code.
/// </summary>
internal sealed class ReachableMethods
{
    private static readonly string[] s_reflecting =
        ["System.Reflection", "System.Text.Json", "System.Xml.Serialization", "System.Runtime.Serialization", "System.ComponentModel", "System.Linq.Expressions", "Microsoft.CSharp.RuntimeBinder"];

    private readonly Func<string, ModuleDefinition?> _libraryOf;
    private readonly Dictionary<string, ModuleDefinition?> _modules = new(StringComparer.Ordinal);
    private readonly HashSet<MethodDefinition> _reached = [];
    private readonly HashSet<TypeDefinition> _used = [];
    private readonly HashSet<(string Name, int Parameters)> _calledVirtually = [];
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, int Parameters), List<MethodDefinition>> _virtual = [];
    private readonly Dictionary<string, List<MethodDefinition>> _ofName = new(StringComparer.Ordinal);
    private readonly Stack<MethodDefinition> _pending = new();

    /// <param name="libraryOf">A library by its assembly's name; <see langword="null"/> for the framework's.</param>
    public ReachableMethods(Func<string, ModuleDefinition?> libraryOf)
    {
        _libraryOf = libraryOf;
    }

    /// <summary>Whether the notebook's own code uses reflection, so that any method may be called without being named.</summary>
    public bool IsReflected { get; private set; }

    public bool Contains(MethodDefinition method) => _reached.Contains(method);

    /// <summary>Follows code of the notebook.</summary>
    public void AddCode(ModuleDefinition submission)
    {
        IsReflected |= submission.GetTypeReferences().Any(static type => s_reflecting.Any(space => type.Namespace == space || type.Namespace.StartsWith(space + ".", StringComparison.Ordinal)));
        foreach (var type in submission.GetTypes())
        {
            _used.Add(type);
            foreach (var method in type.Methods)
                Reach(method);
        }

        Follow();
    }

    /// <summary>Follows every method of libraries that has one of the names, as source that is not compiled here mentions them.</summary>
    public void AddNames(IEnumerable<string> names)
    {
        foreach (var name in names)
            Name(name);

        Follow();
    }

    /// <summary>Follows what code need not call by name in a type whose objects it has: constructors, and what the framework calls.</summary>
    public void AddType(TypeDefinition type)
    {
        Load(type.Module);
        Use(type);
        Follow();
    }

    private void Follow()
    {
        while (_pending.TryPop(out var method))
        {
            foreach (var instruction in method.Body.Instructions)
            {
                switch (instruction.Operand)
                {
                    case MethodReference called:
                        if (called is GenericInstanceMethod { GenericArguments: var arguments })
                            UseAll(arguments);
                        Call(called.GetElementMethod());
                        break;
                    case FieldReference field:
                        Use(field.DeclaringType);
                        break;
                    case TypeReference type:
                        Use(type);
                        break;
                    case string text:
                        Name(text);
                        break;
                }
            }
        }
    }

    private void Reach(MethodDefinition method)
    {
        if (!_reached.Add(method))
            return;

        Use(method.DeclaringType);
        if (method.HasBody)
            _pending.Push(method);
    }

    private void Call(MethodReference called)
    {
        Use(called.DeclaringType);
        var parameters = called.Parameters.Count;
        List<MethodDefinition> found = [];
        for (var type = Definition(called.DeclaringType); type is not null && found.Count == 0; type = Definition(type.BaseType))
            found = [.. type.Methods.Where(method => method.Name == called.Name && method.Parameters.Count == parameters)];

        found.ForEach(Reach);
        if ((found.Count == 0 || found.Exists(static method => method.IsVirtual)) && _calledVirtually.Add((called.Name, parameters)) && _virtual.TryGetValue((called.Name, parameters), out var overrides))
            overrides.ForEach(Reach);
    }

    private void Name(string text)
    {
        if (_named.Add(text) && _ofName.TryGetValue(text, out var methods))
            methods.ForEach(Reach);
    }

    private void Use(TypeReference? type)
    {
        // "new T()" makes an object of what is only a type argument.
        for (var outer = type as TypeSpecification; outer is not null; outer = outer.ElementType as TypeSpecification)
        {
            if (outer is GenericInstanceType { GenericArguments: var arguments })
                UseAll(arguments);
        }

        if (Definition(type) is not { } used || !_used.Add(used))
            return;

        Use(used.BaseType);
        foreach (var implemented in used.Interfaces)
            Use(implemented.InterfaceType);
        foreach (var method in used.Methods.Where(method => method.IsConstructor || (IsVirtual(method) && IsCalledByFramework(method))))
            Reach(method);
    }

    private void UseAll(IEnumerable<TypeReference> types)
    {
        foreach (var type in types)
            Use(type);
    }

    /// <summary>Whether the method may override or implement something that is not the libraries' own.</summary>
    private bool IsCalledByFramework(MethodDefinition method)
    {
        if (method.HasOverrides)
            return method.Overrides.Any(overridden => Definition(overridden.DeclaringType) is null);

        if (method.IsNewSlot)
        {
            // What is virtual in the source may implement nothing; what only implements is final.
            var interfaces = AndBases(method.DeclaringType).SelectMany(static type => type.Interfaces).Select(implemented => Definition(implemented.InterfaceType));
            return method.IsFinal
                ? !interfaces.Any(own => own is not null && Declared(own, method).Any())
                : !method.DeclaringType.IsInterface && interfaces.Contains(null);
        }

        var overridden = AndBases(method.DeclaringType).Skip(1).Select(type => Declared(type, method).ToList()).FirstOrDefault(static methods => methods.Count > 0);
        return overridden is null || overridden.Exists(IsCalledByFramework);
    }

    private IEnumerable<TypeDefinition> AndBases(TypeDefinition type)
    {
        for (var current = type; current is not null; current = Definition(current.BaseType))
            yield return current;
    }

    private static IEnumerable<MethodDefinition> Declared(TypeDefinition type, MethodDefinition method) =>
        type.Methods.Where(declared => declared.IsVirtual && declared.Name == method.Name && declared.Parameters.Count == method.Parameters.Count);

    /// <summary>Whether the method is one of those that a call of another may run; implementations of an interface's static members are not virtual in metadata.</summary>
    private static bool IsVirtual(MethodDefinition method) => method.IsVirtual || method is { IsStatic: true, HasOverrides: true };

    private TypeDefinition? Definition(TypeReference? type)
    {
        while (type is TypeSpecification specification)
            type = specification.ElementType;

        return type switch
        {
            null or GenericParameter => null,
            TypeDefinition definition => definition,
            { DeclaringType: { } outer } => Definition(outer)?.NestedTypes.FirstOrDefault(nested => nested.Name == type.Name),
            { Scope: AssemblyNameReference assembly } => ModuleOf(assembly.Name)?.GetType(type.Namespace, type.Name),
            _ => type.Module.GetType(type.Namespace, type.Name),
        };
    }

    private ModuleDefinition? ModuleOf(string assembly)
    {
        if (!_modules.TryGetValue(assembly, out var module))
        {
            module = _libraryOf(assembly);
            _modules.Add(assembly, module);
            if (module is not null)
                Index(module);
        }

        return module;
    }

    private void Load(ModuleDefinition module)
    {
        if (_modules.TryAdd(module.Assembly.Name.Name, module))
            Index(module);
    }

    private void Index(ModuleDefinition module)
    {
        foreach (var method in module.GetTypes().SelectMany(static type => type.Methods))
        {
            // "Ns.IShape.Area" implements "Area".
            var name = method.Name[(method.Name.LastIndexOf('.') is > 0 and var dot ? dot + 1 : 0)..];
            foreach (var mentioned in (string[])[name, .. method.IsSpecialName && name.IndexOf('_') is > 0 and var accessor ? [name[(accessor + 1)..]] : (string[])[]])
            {
                AddTo(_ofName, mentioned, method);
                if (_named.Contains(mentioned))
                    Reach(method);
            }

            // A state machine's methods run where the function runs that makes it.
            if (!IsVirtual(method) || method.DeclaringType.Name.StartsWith('<'))
                continue;

            AddTo(_virtual, (name, method.Parameters.Count), method);
            if (_calledVirtually.Contains((name, method.Parameters.Count)))
                Reach(method);
        }
    }

    private static void AddTo<TKey>(Dictionary<TKey, List<MethodDefinition>> index, TKey key, MethodDefinition method)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var methods))
            index.Add(key, methods = []);

        methods.Add(method);
    }
}
