using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>A place in an object, struct or array element: plain bytes, a reference, or bytes that must be zero.</summary>
/// <param name="Kind">Which of these it is.</param>
/// <param name="Offset">From the holder's first data byte.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Type">The declared type.</param>
/// <param name="Path">The fields that lead to the place: one, or several through nested structs. Empty for an array element itself.</param>
public sealed record Slot(SlotKind Kind, int Offset, int Size, Type Type, FieldInfo[] Path)
{
    /// <summary>Whether it is an enumerator's reference to the hash table that it is half-way through.</summary>
    public bool IsHalfWay =>
        Path is [.., { Name: "_dictionary" or "_hashSet" or "_hashtable", DeclaringType: { } holder }] && holder.Name is "Enumerator" or "HashtableEnumerator" && TravelPolicy.IsFramework(holder);
}
