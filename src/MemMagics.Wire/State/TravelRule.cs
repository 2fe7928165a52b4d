namespace MemMagics.Wire.State;

/// <summary>One row of the table of framework types that travel, or are refused for a reason of their own.</summary>
/// <param name="TypeName">Full name of the type, of a generic one its definition's (<c>System.Collections.Generic.List`1</c>); with <c>*</c> at its end, of all types whose names begin so.</param>
/// <param name="Travel">How it travels.</param>
/// <param name="Note">For people: what is kept and what is not, or why it stays.</param>
/// <param name="Rebuild">Makes what takes values of a type apart and puts them together; <see langword="null"/> unless <paramref name="Travel"/> is <see cref="Travel.Rebuilt"/>.</param>
/// <param name="Scope">Which types the row speaks for.</param>
public sealed record TravelRule(string TypeName, Travel Travel, string Note, Func<Type, Rebuild>? Rebuild = null, RuleScope Scope = RuleScope.Exact)
{
    /// <summary>Fields that the type itself declares and that stay behind: they mean nothing in another process, and default is what a fresh object has.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}
