using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MemMagics.Hosting.Libraries;

/// <summary>The load contexts that assemblies of this process come to be in: Roslyn makes one for all submissions, and one for each file that they refer to.</summary>
/// <param name="hook">Called once for each context but the default one and our own, before code of its assemblies runs.</param>
internal sealed class LibraryContexts(Action<AssemblyLoadContext> hook) : IDisposable
{
    // In .NET Interactive we have one.
    private static readonly AssemblyLoadContext? s_own = AssemblyLoadContext.GetLoadContext(typeof(LibraryContexts).Assembly);

    private readonly ConditionalWeakTable<AssemblyLoadContext, object> _hooked = [];

    /// <summary>Begins to look out for contexts.</summary>
    public void Watch() => AppDomain.CurrentDomain.AssemblyLoad += HookContext;

    public void Dispose() => AppDomain.CurrentDomain.AssemblyLoad -= HookContext;

    private void HookContext(object? sender, AssemblyLoadEventArgs loaded)
    {
        if (AssemblyLoadContext.GetLoadContext(loaded.LoadedAssembly) is { } context && context != AssemblyLoadContext.Default && context != s_own && _hooked.TryAdd(context, this))
            hook(context);
    }
}
