using System.Reflection;
using System.Runtime.Loader;
using MemMagics.Session;

namespace MemMagics.State.Code;

/// <summary>Finds the notebook's live types by the names that code uses for them.</summary>
internal sealed class LiveTypes(SubmissionChain chain)
{
    private static readonly AssemblyLoadContext? s_own = AssemblyLoadContext.GetLoadContext(typeof(LiveTypes).Assembly);
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
            ?? LoadedAssemblies.Named(name).FirstOrDefault(static assembly => !IsOfTheEngine(assembly));
        return _assemblies[name] = assembly;
    }

    /// <summary>Whether an assembly is one of the engine's private dependencies, which are in a context of their own and may have a library's name.</summary>
    private static bool IsOfTheEngine(Assembly assembly) => s_own != AssemblyLoadContext.Default && AssemblyLoadContext.GetLoadContext(assembly) == s_own;
}
