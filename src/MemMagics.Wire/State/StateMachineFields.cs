using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>Fields of the classes that the compiler makes of iterators and asynchronous methods.</summary>
/// <remarks>What a field is for is said by the character behind the bracket: Roslyn, GeneratedNameKind.cs.</remarks>
public static class StateMachineFields
{
    // Hoisted locals, those without a name, those that share a field, closures, and awaiters.
    private const string LocalKinds = "5s78u";

    /// <summary>The field that says where the method goes on; <see langword="null"/> when the type is no state machine.</summary>
    public static FieldInfo? StateOf(Type type) =>
        type.Name.StartsWith('<') ? type.GetField("<>1__state", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) : null;

    /// <summary>Whether the field holds something that begins to be while the method runs, so that it is blank before.</summary>
    public static bool IsLocal(string field) =>
        field.StartsWith('<') && field.LastIndexOf('>') is var end && end + 3 < field.Length
        && LocalKinds.Contains(field[end + 1]) && field[end + 2] == '_' && field[end + 3] == '_';
}
