using System.Reflection;
using MemMagics.Wire.State;

namespace MemMagics.State.Code;

/// <summary>
/// Compares types that the compiler made (of closures, iterators, asynchronous methods) as the notebook has them with a build of
/// theirs. Debug keeps every local and every parameter in an iterator, Release only those that are alive at a <c>yield</c>; and
/// Release merges closures that Debug keeps apart, and numbers the others anew.
/// </summary>
/// <remarks>
/// An iterator that has not begun goes to the Release build all the same: where it starts is the same number in both, its locals are
/// assigned before they are read, and a parameter that Release does not keep is one that the body never reads. Where one that has begun
/// goes on is not the same for sure even if all fields are.
/// </remarks>
internal static class BuiltTypes
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // Roslyn, StateMachineState.cs: -2 is before GetEnumerator (or after Dispose), 0 right after it, -1 behind the end (or while it runs:
    // MoveNext says false then, too). Of an asynchronous iterator, -2 is before and after, -3 right after GetAsyncEnumerator.
    private static readonly int[] s_idle = [-2, -1, 0];
    private static readonly int[] s_idleAsynchronous = [-2, -3];

    /// <param name="live">The notebook's type.</param>
    /// <param name="built">The build's type of that name; <see langword="null"/> when it has none.</param>
    /// <param name="isOwn">Whether the build is made as the notebook's was.</param>
    public static BuildFit Fit(Type live, CodeType? built, bool isOwn)
    {
        var fields = FieldsOf(live);
        if (isOwn)
            return built is not null && fields.Keys.All(built.Fields.ContainsKey) ? BuildFit.Whole : BuildFit.None;
        if (built is null)
            return BuildFit.DebugBuildOnly;
        if (StateMachineFields.StateOf(live) is not null)
            return built.Fields.All(field => StateMachineFields.IsLocal(field.Key) || fields.Contains(field)) ? BuildFit.BeforeItBegins : BuildFit.DebugBuildOnly;

        // The numbers of closures may be others: what a class of that name is for is told by the lambdas in it.
        return fields.Count == built.Fields.Count && fields.All(built.Fields.Contains) && MethodsOf(live).SetEquals(MethodsOf(built))
            ? BuildFit.Whole
            : BuildFit.DebugBuildOnly;
    }

    /// <summary>The fields of which an iterator consists before it has begun, in either build.</summary>
    public static IReadOnlyList<FieldInfo> FieldsBeforeItBegins(Type live, CodeType built) =>
        [.. TypeLayout.InstanceFields(live).Where(field => !StateMachineFields.IsLocal(field.Name) && built.Fields.ContainsKey(field.Name))];

    /// <summary>Whether a state is one in which a method has locals to keep.</summary>
    public static bool HasBegun(Type stateMachine, int state) =>
        !(stateMachine.IsAssignableTo(typeof(System.Runtime.CompilerServices.IAsyncStateMachine)) ? s_idleAsynchronous : s_idle).Contains(state);

    private static Dictionary<string, string> FieldsOf(Type live) => (live.IsConstructedGenericType ? live.GetGenericTypeDefinition() : live)
        .GetFields(Declared)
        .Where(static field => !field.IsStatic)
        .ToDictionary(static field => field.Name, static field => SignatureText.Of(field.FieldType));

    private static HashSet<string> MethodsOf(Type live) => [.. live.GetMethods(Declared).Select(static method => method.Name)];

    private static HashSet<string> MethodsOf(CodeType built) =>
        [.. built.Methods.Select(static method => method.Key.Name).Where(static name => name is not (".ctor" or ".cctor"))];
}
