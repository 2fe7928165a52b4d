using System.Reflection;
using System.Runtime.Loader;
using MemMagics.Session;

namespace MemMagics.State.Code;

/// <summary>Finds the notebook's live types by the names that code uses for them.</summary>
internal sealed class LiveTypes(SubmissionChain chain)
{
    private readonly Dictionary<string, Assembly?> _assemblies = new(StringComparer.Ordinal);

    /// <summary>The live type; of a generic one, its definition. <see langword="null"/> when the notebook has not loaded its assembly.</summary>
    public Type? Find(TypeKey key) => AssemblyOf(key.Assembly)?.GetType(key.Name, throwOnError: false);

    /// <summary>The live type with its type arguments; <see langword="null"/> when some part of it is not loaded or is a type parameter.</summary>
    public Type? Find(TypeUse use)
    {
        if (use.IsOpen)
            return null;
        if (use.Key.Assembly.Length == 0)
            return Find(use.Arguments[0]) is { } element ? ArrayOf(element, use.Key.Name) : null;
        if (Find(use.Key) is not { } type)
            return null;
        if (!type.IsGenericTypeDefinition)
            return type;

        var arguments = use.Arguments.Select(Find).OfType<Type>().ToArray();
        return arguments.Length == type.GetGenericArguments().Length ? Construct(type, arguments) : null;
    }

    /// <summary>The constructed type; <see langword="null"/> when the arguments break a constraint.</summary>
    public static Type? Construct(Type definition, Type[] arguments)
    {
        try
        {
            return definition.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Type ArrayOf(Type element, string shape) =>
        shape == "[]" ? element.MakeArrayType() : element.MakeArrayType(int.Parse(shape.AsSpan(1, shape.Length - 2), System.Globalization.CultureInfo.InvariantCulture));

    private Assembly? AssemblyOf(string name)
    {
        if (_assemblies.TryGetValue(name, out var known))
            return known;
        var assembly = chain.Find(name)?.Instance?.GetType().Assembly
            ?? Contexts.SelectMany(static context => context.Assemblies).FirstOrDefault(assembly => assembly.GetName().Name == name);
        return _assemblies[name] = assembly;
    }

    /// <summary>The contexts that may hold the notebook's libraries. The engine's private dependencies are in a context of their own and may have a library's name.</summary>
    private static IEnumerable<AssemblyLoadContext> Contexts =>
        AssemblyLoadContext.GetLoadContext(typeof(LiveTypes).Assembly) is { } own && own != AssemblyLoadContext.Default ? AssemblyLoadContext.All.Where(context => context != own) : AssemblyLoadContext.All;
}
