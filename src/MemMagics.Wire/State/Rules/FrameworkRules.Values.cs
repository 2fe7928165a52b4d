using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Values() =>
    [
        .. Fields(
            "System.", "field by field", "Object", "Decimal", "DateTime", "DateTimeOffset", "TimeSpan", "DateOnly", "TimeOnly", "Guid", "Half", "Int128", "UInt128",
            "Index", "Range", "Nullable`1", "Version", "ArraySegment`1", "ArraySegment`1+Enumerator", "Memory`1", "ReadOnlyMemory`1", "CharEnumerator",
            "ValueTuple", "HashCode", "EventArgs", "RuntimeTypeHandle", "SequencePosition", "OperatingSystem"),
        .. Enumerable.Range(1, 8).SelectMany(static arity => Fields("System.", "field by field", $"Tuple`{arity}", $"ValueTuple`{arity}")),
        .. Fields("System.Numerics.", "field by field", "BigInteger", "Complex", "Vector2", "Vector3", "Vector4", "Matrix3x2", "Matrix4x4", "Quaternion", "Plane", "Vector`1"),
        .. Fields("System.Runtime.Intrinsics.", "field by field", "Vector64`1", "Vector128`1", "Vector256`1", "Vector512`1"),
        .. Fields("System.Runtime.CompilerServices.", "field by field", "StrongBox`1"),
        .. Fields("System.Drawing.", "field by field", "Color", "Point", "PointF", "Size", "SizeF", "Rectangle", "RectangleF"),
        .. Fields("System.", "field by field: the generator goes on where it was", "Random", "Random+XoshiroImpl", "Random+CompatSeedImpl", "Random+CompatDerivedImpl", "Random+CompatPrng"),
        Fields("System.Diagnostics.Stopwatch", "field by field: the clock is the machine's"),
        Fields("System.Exception", "its message, data and inner exceptions; where it was thrown stays behind", RuleScope.Derived) with
        {
            ExcludedFields =
            [
                "_exceptionMethod", "_stackTrace", "_watsonBuckets", "_stackTraceString", "_dynamicMethods", "_ipForWatsonBuckets", "_xptrs", "_xcode",
                "_remoteStackTraceString",
            ],
        },
        Fields("System.Attribute", "field by field", RuleScope.Derived),
        Rebuilt("System.Runtime.ExceptionServices.ExceptionDispatchInfo", "by its exception", static _ => new DispatchInfoRebuild()),
        new TravelRule("System.Type", Travel.TypeName, "by name, so that it is the worker's own", Scope: RuleScope.Derived),
    ];
}
