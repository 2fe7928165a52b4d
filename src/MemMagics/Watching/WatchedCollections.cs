using MemMagics.Reports.Plots;

namespace MemMagics.Watching;

/// <summary>What the runtimes of a watched program told of their garbage collections.</summary>
/// <param name="Marks">Each collection in the order of time, the most frequent ones thinned out when there are too many to keep.</param>
/// <param name="Totals">How many there were of each generation that was collected at all, those included that are not among the marks.</param>
/// <param name="Runtimes">How many runtimes were listened to: 0 when no .NET program ran.</param>
/// <param name="Missed">How many collections are neither marked nor counted, because they were over before a runtime was listened to.</param>
/// <param name="Lost">How many events a runtime could not keep until they were read.</param>
public sealed record WatchedCollections(IReadOnlyList<CollectionMark> Marks, IReadOnlyList<CollectionTotal> Totals, int Runtimes, long Missed, long Lost);
