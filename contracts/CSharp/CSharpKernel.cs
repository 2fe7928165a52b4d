using Microsoft.CodeAnalysis.Scripting;

namespace Microsoft.DotNet.Interactive.CSharp;

// Microsoft.DotNet.Interactive.CSharp/CSharpKernel.cs
public class CSharpKernel : Kernel
{
    internal CSharpKernel()
    {
    }

    /// <summary>Null before the first submission.</summary>
    public ScriptState? ScriptState => throw null!;

    public Task SetValueAsync(string name, object value, Type declaredType) => throw null!;
}
