using MemMagics.Wire.Messages;

namespace MemMagics.Origins.Code;

/// <summary>A method as the runtime's events describe it. Methods with the same text are equal: a method that was compiled twice is one.</summary>
/// <param name="Assembly">Simple name of its assembly; empty for code without one (dynamic methods, stubs).</param>
/// <param name="Path">Path of the assembly's file; empty for assemblies that came as bytes, submissions among them.</param>
/// <param name="Token">Its metadata token; 0 for code without one.</param>
/// <param name="Type">The runtime's name of the declaring type: <c>System.Collections.Generic.List`1[System.Int32]</c>, <c>Matrix+&lt;Rows&gt;d__3</c>; <c>dynamicClass</c> for dynamic methods.</param>
/// <param name="Name">Its name in metadata: <c>MoveNext</c>, <c>&lt;Solve&gt;b__0_1</c>.</param>
/// <param name="Signature">The runtime's text of its signature; empty for methods that were inlined wherever they were called.</param>
internal sealed record MethodCode(string Assembly, string Path, int Token, string Type, string Name, string Signature)
{
    /// <summary>A method that its process has described.</summary>
    public static MethodCode Of(MethodDescription method) => new(method.Assembly, method.Path, method.Token, method.Type, method.Name, Signature: "");
}
