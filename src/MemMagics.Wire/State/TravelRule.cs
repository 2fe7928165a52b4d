namespace MemMagics.Wire.State;

/// <summary>One row of the table of framework types that travel, or are refused for a reason of their own.</summary>
/// <param name="TypeName">Full name of the type, of its definition for a generic one (<c>System.Collections.Generic.List`1</c>); with a <c>*</c> at the end, a prefix of such names.</param>
/// <param name="Travel">How it travels.</param>
/// <param name="Note">For the user: what is kept and what is not, or why it cannot travel.</param>
/// <param name="Rebuild">Creates the <see cref="State.Rebuild"/> for a type; <see langword="null"/> unless <paramref name="Travel"/> is <see cref="Travel.Rebuilt"/>.</param>
/// <param name="Scope">Which types the row applies to.</param>
public sealed record TravelRule(string TypeName, Travel Travel, string Note, Func<Type, Rebuild>? Rebuild = null, RuleScope Scope = RuleScope.Exact)
{
    /// <summary>Fields of the type itself that do not travel: they mean nothing in another process, and a new object has their default too.</summary>
    public IReadOnlyList<string> ExcludedFields { get; init; } = [];
}
