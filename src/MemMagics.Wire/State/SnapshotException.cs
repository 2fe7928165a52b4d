using MemMagics.Wire.Messages;

namespace MemMagics.Wire.State;

/// <summary>A snapshot that cannot be rebuilt, as a sentence for the person in the notebook.</summary>
public class SnapshotException(string sentence, Exception? innerException = null) : Exception(sentence, innerException)
{
    private const string WaysOut = "Use --replay or --in-process.";

    public static SnapshotException Damaged(string what) => new($"The snapshot of the session is damaged: {what}.");

    /// <summary>A failure that is described by an exception's own message.</summary>
    public static SnapshotException Because(string what, Exception cause) =>
        new($"{what}: {string.Join(' ', ExceptionMessage.Of(Cause.Of(cause)).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')}.", cause);

    public static SnapshotException KeysNowEqual(Type type) =>
        new($"A {CSharpName.Of(type)} holds two keys that are equal by now: they were changed after they were added. {WaysOut}");

    /// <summary>User code that the rebuild had to run (a comparer, a key's hash code) failed, or the framework did.</summary>
    /// <param name="what">The variable and the type.</param>
    /// <param name="cause">The exception.</param>
    public static SnapshotException NotTogether(string what, Exception cause) =>
        new($"{Because($"{what} cannot be put together again in the worker: {Cause.Of(cause).GetType().Name}", cause).Message} {WaysOut}", cause);
}
