namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Tables() => [];
}
