using System.Globalization;

namespace MemMagics.Wire.Messages;

/// <summary>The cultures that code sees: of formats, or of resources.</summary>
/// <param name="Process">What a thread has for which nothing else was set; <see langword="null"/> where <paramref name="Threads"/> hides it.</param>
/// <param name="Threads"><see cref="CultureInfo.DefaultThreadCurrentCulture"/> or its counterpart for resources; <see langword="null"/> when not set.</param>
/// <param name="Current">The culture that was set for the flow of calls, where the two above are not what code sees; else <see langword="null"/>.</param>
public sealed record CultureChoice(CultureRecord? Process, CultureRecord? Threads, CultureRecord? Current)
{
    /// <summary>What code that runs here sees.</summary>
    /// <remarks>
    /// A culture that was set for the flow of calls flows to threads and tasks and makes each of them dearer. No cell can leave such a setting
    /// behind, because a submission runs in an asynchronous method, which takes it back: so it is the host's own, as the system's settings are
    /// those of a program, and is no part of what the code costs.
    /// </remarks>
    public static CultureChoice Of(CultureInfo current, CultureInfo? threads) => threads switch
    {
        null => new CultureChoice(CultureRecord.Of(current), null, null),
        _ when CultureRecord.Of(threads) is var set && ReferenceEquals(threads, current) => new CultureChoice(null, set, null),
        _ => new CultureChoice(null, CultureRecord.Of(threads), CultureRecord.Of(current)),
    };

    public void Write(BinaryWriter writer)
    {
        writer.WriteOptional(Process, static (to, culture) => culture.Write(to));
        writer.WriteOptional(Threads, static (to, culture) => culture.Write(to));
        writer.WriteOptional(Current, static (to, culture) => culture.Write(to));
    }

    public static CultureChoice Read(BinaryReader reader) =>
        new(reader.ReadOptional(CultureRecord.Read), reader.ReadOptional(CultureRecord.Read), reader.ReadOptional(CultureRecord.Read));
}
