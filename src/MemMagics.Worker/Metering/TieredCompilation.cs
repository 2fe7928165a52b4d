using System.Runtime;

namespace MemMagics.Worker.Metering;

/// <summary>Compilation in tiers, which goes on in the background a while after the code that is called often.</summary>
internal static class TieredCompilation
{
    private const int MostLooks = 10;

    // The runtime begins 100 ms after it last compiled something for the first time.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until nothing more is compiled, some seconds at most: the compiler makes objects that last, such as those of types. Does nothing without tiers.</summary>
    public static void Settle()
    {
        if (!AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out var isOn) || !isOn)
            return;

        var compiled = -1L;
        for (var look = 0; look < MostLooks && compiled != JitInfo.GetCompiledMethodCount(); look++)
        {
            compiled = JitInfo.GetCompiledMethodCount();
            Thread.Sleep(s_quiet);
        }
    }
}
