#:property PublishAot=true
#:property InvariantGlobalization=true
#:property TieredPGO=false
#:property ServerGarbageCollector=false
#:property ConcurrentGarbageCollection=false

using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;

Console.WriteLine($"dynamic code: {RuntimeFeature.IsDynamicCodeSupported}");
Console.WriteLine($"server: {GCSettings.IsServerGC}");
Console.WriteLine($"culture: '{CultureInfo.CurrentCulture.Name}'");
Console.WriteLine($"setting: {AppContext.TryGetSwitch("System.Globalization.Invariant", out var invariant)} {invariant}");

// ---

static string Padded(int width) => 1.5.ToString(CultureInfo.InvariantCulture).PadLeft(width);
