using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace MemMagics.Wire.Runtime;

/// <summary>Methods that are made at run time, also in the process of a program whose configuration forbids them (as of one that is to be published ahead of time).</summary>
public static class OwnDynamicCode
{
    // The runtime's own way around that setting, which holds for the calling thread until it is disposed of.
    private static readonly Func<IDisposable>? s_allow =
        typeof(AssemblyBuilder).GetMethod("ForceAllowDynamicCode", BindingFlags.Static | BindingFlags.NonPublic)?.CreateDelegate<Func<IDisposable>>();

    /// <summary>A static method that sees what is private.</summary>
    public static DynamicMethod Method(string name, Type? returns, Type[]? parameters, Module module, Action<ILGenerator> write)
    {
        using (RuntimeFeature.IsDynamicCodeSupported ? null : s_allow?.Invoke())
        {
            var method = new DynamicMethod(name, returns, parameters, module, skipVisibility: true);
            write(method.GetILGenerator());
            return method;
        }
    }
}
