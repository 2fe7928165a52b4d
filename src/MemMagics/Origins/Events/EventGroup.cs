namespace MemMagics.Origins.Events;

/// <summary>Events of one provider.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Keywords">What they are about (learn.microsoft.com, "Runtime provider keywords"; dotnet/runtime, src/coreclr/vm/ClrEtwAll.man).</param>
/// <param name="Level">How much is told: 4 is "informational", 5 "verbose".</param>
internal sealed record EventGroup(string Provider, ulong Keywords, int Level)
{
    /// <summary>The numbers of the only events that are recorded; empty for all.</summary>
    public IReadOnlyList<int> Only { get; init; } = [];
}
