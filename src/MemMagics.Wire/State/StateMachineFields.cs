using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>Fields of the classes that the compiler generates for iterators and asynchronous methods.</summary>
/// <remarks>The character after the closing bracket tells the kind of field (Roslyn, GeneratedNameKind.cs).</remarks>
public static class StateMachineFields
{
    // Hoisted locals, synthesised locals, locals that share a field, closures, and awaiters.
    private const string LocalKinds = "5s78u";

    /// <summary>The field with the state in which the method resumes; <see langword="null"/> when the type is not a state machine.</summary>
    public static FieldInfo? StateOf(Type type) =>
        type.Name.StartsWith('<') ? type.GetField("<>1__state", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) : null;

    /// <summary>Whether the field holds something that exists only while the method runs, so that it is unset before the start.</summary>
    public static bool IsLocal(string field) =>
        field.StartsWith('<') && field.LastIndexOf('>') is var end && end + 3 < field.Length
        && LocalKinds.Contains(field[end + 1]) && field[end + 2] == '_' && field[end + 3] == '_';
}
