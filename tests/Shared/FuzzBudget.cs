using System.Globalization;

namespace MemMagics.Tests;

/// <summary>How much the tests on random input try: enough for every run, and MEMMAGICS_FUZZ times as much for whoever looks for faults (MEMMAGICS_FUZZ=100 dotnet test --filter Fuzz).</summary>
internal static class FuzzBudget
{
    public static int Times(int count) =>
        int.TryParse(Environment.GetEnvironmentVariable("MEMMAGICS_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var factor) ? count * Math.Max(1, factor) : count;
}
