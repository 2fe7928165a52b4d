using System.Reflection;

namespace MemMagics.State.Fidelity;

/// <summary>What is known of a value on the stack or in a local.</summary>
/// <param name="IsHash">Whether it is a hash code.</param>
/// <param name="From">The field it was loaded from, if it is an array or a collection.</param>
/// <param name="Type">Its declared type.</param>
internal readonly record struct HashValue(bool IsHash, FieldInfo? From = null, Type? Type = null)
{
    /// <summary>The type that it is, if it is a <see cref="System.Type"/> from a <c>typeof</c>.</summary>
    public Type? Token { get; init; }

    /// <summary>Whether it is a function that returns hash codes.</summary>
    public bool IsFunction { get; init; }

    /// <summary>What was put into it, if it was made here.</summary>
    public HashContent? Content { get; init; }

    /// <summary>Whether it is a hash code, or an object with hash codes in it.</summary>
    public bool HasHash => IsHash || Content is { HasHash: true };
}
