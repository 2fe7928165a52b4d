using System.Reflection;
using MemMagics.Wire.State;

namespace MemMagics.State.Code;

/// <summary>
/// Compares compiler-generated types (of closures, iterators and asynchronous methods) in the notebook with the same types in another
/// build. In an iterator, Debug keeps every local and every parameter, Release only those that are alive at a <c>yield</c>; and
/// Release merges closures that Debug keeps apart, so that the others get new numbers.
/// </summary>
/// <remarks>
/// An iterator that has not started can run in the Release build all the same: its initial state number is the same in both, its locals
/// are assigned before they are read, and a parameter that Release does not keep is one that the body never reads. The state number at
/// which a started one resumes may differ even if all fields are the same.
/// </remarks>
internal static class BuiltTypes
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // Roslyn, StateMachineState.cs: -2 is before GetEnumerator (or after Dispose), 0 right after it, -1 past the end (or while it runs:
    // MoveNext returns false then, too). For an asynchronous iterator, -2 is before the start and after the end, -3 right after GetAsyncEnumerator.
    private static readonly int[] s_idle = [-2, -1, 0];
    private static readonly int[] s_idleAsynchronous = [-2, -3];

    /// <param name="live">The notebook's type.</param>
    /// <param name="built">The type of that name in the other build; <see langword="null"/> when there is none.</param>
    /// <param name="matchesNotebook">Whether the other build is made with the notebook's own options.</param>
    public static BuildFit Fit(Type live, CodeType? built, bool matchesNotebook)
    {
        var fields = FieldsOf(live);
        if (matchesNotebook)
            return built is not null && fields.Keys.All(built.Fields.ContainsKey) ? BuildFit.Whole : BuildFit.None;
        if (built is null)
            return BuildFit.DebugBuildOnly;
        if (StateMachineFields.StateOf(live) is not null)
            return built.Fields.All(field => StateMachineFields.IsLocal(field.Key) || fields.Contains(field)) ? BuildFit.NotStarted : BuildFit.DebugBuildOnly;

        // Closures may be numbered differently: whether the class of that name is the same closure shows in the lambdas in it.
        return fields.Count == built.Fields.Count && fields.All(built.Fields.Contains) && MethodsOf(live).SetEquals(MethodsOf(built))
            ? BuildFit.Whole
            : BuildFit.DebugBuildOnly;
    }

    /// <summary>The fields that both builds of an iterator have before it has started.</summary>
    public static IReadOnlyList<FieldInfo> FieldsBeforeStart(Type live, CodeType built) =>
        [.. TypeLayout.InstanceFields(live).Where(field => !StateMachineFields.IsLocal(field.Name) && built.Fields.ContainsKey(field.Name))];

    /// <summary>Whether a state number is one in which the method has locals to keep.</summary>
    public static bool HasStarted(Type stateMachine, int state) =>
        !(stateMachine.IsAssignableTo(typeof(System.Runtime.CompilerServices.IAsyncStateMachine)) ? s_idleAsynchronous : s_idle).Contains(state);

    private static Dictionary<string, string> FieldsOf(Type live) => (live.IsConstructedGenericType ? live.GetGenericTypeDefinition() : live)
        .GetFields(Declared)
        .Where(static field => !field.IsStatic)
        .ToDictionary(static field => field.Name, static field => SignatureText.Of(field.FieldType));

    private static HashSet<string> MethodsOf(Type live) => [.. live.GetMethods(Declared).Select(static method => method.Name)];

    private static HashSet<string> MethodsOf(CodeType built) =>
        [.. built.Methods.Select(static method => method.Key.Name).Where(static name => name is not (".ctor" or ".cctor"))];
}
