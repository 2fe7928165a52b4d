namespace MemMagics.Worker.State;

/// <summary>A snapshot that cannot be rebuilt, as a sentence for the person in the notebook.</summary>
internal sealed class SnapshotException(string sentence, Exception? innerException = null) : Exception(sentence, innerException)
{
    public static SnapshotException Damaged(string what) => new($"The snapshot of the session is damaged: {what}.");

    /// <summary>Something failed that is told by an exception's own words.</summary>
    public static SnapshotException Because(string what, Exception cause) =>
        new($"{what}: {string.Join(' ', cause.Message.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')}.", cause);

    public static SnapshotException EqualByNow(Type type) =>
        new($"A {TypeNames.Of(type)} holds two keys that are equal by now: they were changed after they were added.");
}
