using System.Reflection;
using System.Runtime.Loader;

namespace MemMagics.Testing;

/// <summary>A failed assertion, as the test framework itself would throw it: others are reported as errors of the test, or under our name.</summary>
internal static class AssertionFailure
{
    private static readonly Framework[] s_frameworks =
    [
        new("nunit.framework", "nunit.framework", "NUnit.Framework.AssertionException"),
        new("xunit.v3.core", "xunit.v3.assert", "Xunit.Sdk.XunitException"),
        new("xunit.core", "xunit.assert", "Xunit.Sdk.XunitException"),
        new("MSTest.TestFramework", "MSTest.TestFramework", "Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailedException"),
        new("Microsoft.VisualStudio.TestPlatform.TestFramework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "Microsoft.VisualStudio.TestTools.UnitTesting.AssertFailedException"),
    ];

    /// <summary>The exception to throw: of the framework that the tests refer to, else of one that is loaded, else our own.</summary>
    /// <param name="tests">The assembly of the test.</param>
    /// <param name="message">The message.</param>
    public static Exception Of(Assembly tests, string message)
    {
        var referred = tests.GetReferencedAssemblies().Select(static name => name.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Select(static assembly => assembly.GetName().Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return s_frameworks.Where(framework => framework.IsAmong(referred)).Concat(s_frameworks.Where(framework => framework.IsAmong(loaded)))
            .Select(framework => framework.TypeFor(tests)?.GetConstructor([typeof(string)])?.Invoke([message]) as Exception)
            .FirstOrDefault(static exception => exception is not null) ?? new MemoryBudgetException(message);
    }

    /// <summary>A test framework.</summary>
    /// <param name="Core">The assembly that all of its tests refer to.</param>
    /// <param name="Assertions">The assembly with its assertions, which tests can do without.</param>
    /// <param name="Type">The exception of a failed assertion.</param>
    private sealed record Framework(string Core, string Assertions, string Type)
    {
        public bool IsAmong(HashSet<string> assemblies) => assemblies.Contains(Core) || assemblies.Contains(Assertions);

        public Type? TypeFor(Assembly tests)
        {
            try
            {
                return (AssemblyLoadContext.GetLoadContext(tests) ?? AssemblyLoadContext.Default).LoadFromAssemblyName(new AssemblyName(Assertions)).GetType(Type);
            }
            catch (Exception e) when (e is IOException or BadImageFormatException)
            {
                return null;
            }
        }
    }
}
