namespace MemMagics.Compilation;

/// <summary>The metadata names of operators (C# specification, "Operators"; ECMA-335, I.10.3).</summary>
internal static class OperatorNames
{
    private static readonly Dictionary<string, string[]> s_names = new(StringComparer.Ordinal)
    {
        ["implicit"] = ["op_Implicit"],
        ["explicit"] = ["op_Explicit", "op_CheckedExplicit"],
        ["operator +"] = ["op_Addition", "op_UnaryPlus", "op_CheckedAddition"],
        ["operator -"] = ["op_Subtraction", "op_UnaryNegation", "op_CheckedSubtraction", "op_CheckedUnaryNegation"],
        ["operator *"] = ["op_Multiply", "op_CheckedMultiply"],
        ["operator /"] = ["op_Division", "op_CheckedDivision"],
        ["operator %"] = ["op_Modulus"],
        ["operator &"] = ["op_BitwiseAnd"],
        ["operator |"] = ["op_BitwiseOr"],
        ["operator ^"] = ["op_ExclusiveOr"],
        ["operator ~"] = ["op_OnesComplement"],
        ["operator !"] = ["op_LogicalNot"],
        ["operator <<"] = ["op_LeftShift"],
        ["operator >>"] = ["op_RightShift"],
        ["operator >>>"] = ["op_UnsignedRightShift"],
        ["operator =="] = ["op_Equality"],
        ["operator !="] = ["op_Inequality"],
        ["operator <"] = ["op_LessThan"],
        ["operator >"] = ["op_GreaterThan"],
        ["operator <="] = ["op_LessThanOrEqual"],
        ["operator >="] = ["op_GreaterThanOrEqual"],
        ["operator ++"] = ["op_Increment", "op_CheckedIncrement"],
        ["operator --"] = ["op_Decrement", "op_CheckedDecrement"],
        ["operator true"] = ["op_True"],
        ["operator false"] = ["op_False"],
    };

    private static readonly Dictionary<string, string> s_written = s_names
        .SelectMany(static names => names.Value.Select(name => (Name: name, Written: names.Key.StartsWith("operator", StringComparison.Ordinal) ? names.Key : names.Key + " operator")))
        .ToDictionary(static pair => pair.Name, static pair => pair.Written, StringComparer.Ordinal);

    /// <summary>The metadata names of the members that a part of a name means: usually the part itself.</summary>
    public static IReadOnlyList<string> Of(string part) => s_names.GetValueOrDefault(part) ?? [part];

    /// <summary>How an operator of that metadata name is written, <c>operator +</c>; <see langword="null"/> for the name of something else.</summary>
    public static string? Written(string metadataName) => s_written.GetValueOrDefault(metadataName);
}
