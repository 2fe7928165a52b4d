using System.Linq.Expressions;
using System.Reflection;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Metering;

/// <summary>The caches of System.Linq.Expressions (expression trees, <c>dynamic</c>), grown before anything is measured.</summary>
/// <remarks>
/// They are small tables in which two keys with neighbouring hash codes push each other out, and those codes are the objects' identities, which differ
/// from process to process. Where the first call pushes something out that the warm call needs, that one makes it again: 72 B for the
/// parameters of a method, in one process of twenty (docs/measurements.md, Allocated bytes). In large tables that does not happen.
/// </remarks>
internal static class ExpressionCaches
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.NonPublic;
    private const int Size = 1 << 16;

    private static readonly string[] s_owners =
        ["System.Dynamic.Utils.TypeExtensions", "System.Linq.Expressions.Expression", "System.Linq.Expressions.Interpreter.CallInstruction", "System.Dynamic.Utils.DelegateHelpers"];

    private static bool s_grown;

    /// <summary>Grows them if one of the notebook's assemblies uses the library; else it need not even be loaded.</summary>
    public static void GrowFor(IReadOnlyList<AssemblyImage> images)
    {
        if (s_grown || !images.Any(static image => image.Image.AsSpan().IndexOf("System.Linq.Expressions"u8) >= 0))
            return;

        s_grown = true;
        foreach (var owner in s_owners)
        {
            foreach (var field in typeof(Expression).Assembly.GetType(owner)?.GetFields(Static) ?? [])
            {
                if (field.FieldType.Name == "CacheDict`2" && field.GetValue(null) is { } cache)
                    Grow(cache);
            }
        }
    }

    private static void Grow(object cache)
    {
        var entries = cache.GetType().GetField("_entries", Instance);
        var mask = cache.GetType().GetField("_mask", Instance);
        if (entries?.FieldType.GetElementType() is not { } entry || mask is null)
            return;

        entries.SetValue(cache, Array.CreateInstance(entry, Size));
        mask.SetValue(cache, Size - 1);
    }
}
