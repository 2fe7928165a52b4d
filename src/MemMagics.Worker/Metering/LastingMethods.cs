using System.Reflection.Emit;

namespace MemMagics.Worker.Metering;

/// <summary>Methods that are compiled while state is rebuilt, and stay.</summary>
/// <remarks>
/// One that is collected leaves an object behind that the runtime frees a collection later (DynamicResolver.DestroyScout, 24 B): while the code
/// is measured, which would then have retained so much less.
/// </remarks>
internal static class LastingMethods
{
    private static readonly List<Delegate> s_all = [];

    /// <summary>Completes a method.</summary>
    public static T Create<T>(DynamicMethod method)
        where T : Delegate
    {
        var created = method.CreateDelegate<T>();
        s_all.Add(created);
        return created;
    }
}
