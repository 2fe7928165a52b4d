namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Values()
    {
        string[] plain =
        [
            "System.Object", "System.Decimal", "System.DateTime", "System.DateTimeOffset", "System.TimeSpan", "System.DateOnly", "System.TimeOnly",
            "System.Guid", "System.Half", "System.Int128", "System.UInt128", "System.Index", "System.Range", "System.Nullable`1", "System.Version",
            "System.Numerics.BigInteger", "System.Numerics.Complex", "System.Text.Rune", "System.Text.StringBuilder",
            "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4", "System.Numerics.Matrix3x2",
            "System.Numerics.Matrix4x4", "System.Numerics.Quaternion", "System.Numerics.Plane", "System.Numerics.Vector`1",
            "System.Runtime.Intrinsics.Vector64`1", "System.Runtime.Intrinsics.Vector128`1",
            "System.Runtime.Intrinsics.Vector256`1", "System.Runtime.Intrinsics.Vector512`1",
            "System.ArraySegment`1", "System.Memory`1", "System.ReadOnlyMemory`1", "System.Runtime.CompilerServices.StrongBox`1",
            "System.Random", "System.Random+XoshiroImpl", "System.Random+Net5CompatSeedImpl", "System.Random+Net5CompatDerivedImpl", "System.Random+CompatPrng",
        ];
        foreach (var type in plain)
            yield return Fields(type);

        for (var arity = 1; arity <= 8; arity++)
        {
            yield return Fields($"System.Tuple`{arity}");
            yield return Fields($"System.ValueTuple`{arity}");
        }

        yield return Fields("System.ValueTuple");
        yield return new TravelRule("System.String", Travel.Text, "its characters; interning is not kept");
        yield return new TravelRule("System.Type", Travel.TypeName, "by name, so that it is the worker's own", Scope: RuleScope.Derived);
    }
}
