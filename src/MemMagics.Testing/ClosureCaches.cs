using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemMagics.Testing;

/// <summary>
/// The delegates that code has made of its lambdas, which the compiler keeps in the object with what they have captured. That object is the test's and outlives the
/// code's calls: so the first call would pay for them, those after it would not, and a fresh process would depend on which of them came before.
/// </summary>
internal static class ClosureCaches
{
    // (Roslyn, GeneratedNameConstants and GeneratedNames: MakeLambdaCacheFieldName)
    private const string Cached = "<>9__";

    /// <summary>Empties them. The code makes them again, as it would with variables of its own.</summary>
    public static void Clear(Delegate code)
    {
        foreach (var call in code.GetInvocationList())
        {
            for (var closures = new Stack<object?>([call.Target]); closures.TryPop(out var closure);)
            {
                if (closure is null || !IsClosure(closure.GetType()))
                    continue;
                foreach (var field in closure.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    if (field.Name.StartsWith(Cached, StringComparison.Ordinal))
                        field.SetValue(closure, null);
                    else if (IsClosure(field.FieldType))
                        closures.Push(field.GetValue(closure));
                }
            }
        }
    }

    private static bool IsClosure(Type type) => type.IsClass && type.Name.StartsWith("<>c__DisplayClass", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute));
}
