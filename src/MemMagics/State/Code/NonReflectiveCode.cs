namespace MemMagics.State.Code;

/// <summary>
/// Framework code that calls the notebook's methods only through its arguments: delegates, interfaces, virtual methods.
/// Any other code outside the notebook may use reflection on the notebook's types, so that each of their methods can run.
/// </summary>
internal static class NonReflectiveCode
{
    private static readonly string[] s_assemblies = ["System.Private.CoreLib", "System.Runtime", "System.Linq", "System.Collections", "System.Memory", "System.Console", "System.Numerics", "System.Threading", "System.Text.RegularExpressions"];
    private static readonly string[] s_reflective = ["System.Reflection.", "System.Activator", "System.Type", "System.Delegate", "System.Dynamic.", "System.Runtime.Loader."];

    public static bool Is(TypeKey type) =>
        Array.Exists(s_assemblies, assembly => type.Assembly == assembly || type.Assembly.StartsWith(assembly + ".", StringComparison.Ordinal))
        && !Array.Exists(s_reflective, name => name.EndsWith('.') ? type.Name.StartsWith(name, StringComparison.Ordinal) : type.Name == name);
}
