using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;

namespace MemMagics.Testing;

/// <summary>Names of functions in reports: which of them <see cref="Memory.Lines(Action, string, CancellationToken, string)"/> takes.</summary>
internal static partial class FunctionName
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string s_framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The member of a type that the function is, or is in: lambdas and local functions look like members, <c>Tests.Run.Local</c>, but are in the table of <c>Tests.Run</c>.</summary>
    /// <param name="function">The name: <c>Matrix.Multiply</c>, <c>Matrix.Rows.get</c>, a constructor as <c>Matrix.Matrix</c>.</param>
    /// <param name="tests">The assembly of the test.</param>
    /// <returns>Its name; <see langword="null"/> when the name has none, as <c>lambda, line 22</c>.</returns>
    public static string? MemberOf(string function, Assembly tests)
    {
        for (var name = function; name.Length > 0; name = name[..Math.Max(name.LastIndexOf('.'), 0)])
        {
            if (IsMember(name, tests))
                return name;
        }

        return null;
    }

    private static bool IsMember(string function, Assembly tests)
    {
        var parts = TypeArguments().Replace(function, "").Split('.');
        if (parts[^1] is "get" or "set" or "init" or "add" or "remove")
            parts = parts[..^1];

        // F# names the classes of its lambdas and state machines "Run@12-1".
        return parts.Length > 1 && !function.Contains('@') && Types(tests).Where(type => IsNamed(type, parts[..^1])).Any(type => parts[^1] == parts[^2] || type.GetMember(parts[^1], All).Length > 0);
    }

    private static bool IsNamed(Type type, ReadOnlySpan<string> path) =>
        type.Name.Split('`')[0] == path[^1] && (path.Length == 1 ? !type.IsNested : type.DeclaringType is { } outer && IsNamed(outer, path[..^1]));

    private static IEnumerable<Type> Types(Assembly tests) =>
        (AssemblyLoadContext.GetLoadContext(tests)?.Assemblies ?? []).Concat(AssemblyLoadContext.Default.Assemblies)
            .Where(static assembly => !assembly.IsDynamic && Path.GetDirectoryName(assembly.Location) != s_framework).SelectMany(TypesOf);

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return [.. e.Types.OfType<Type>()];
        }
    }

    [GeneratedRegex("<[^.]*>")]
    private static partial Regex TypeArguments();
}
