using System.Globalization;
using MemMagics.Worker.State.Rebuilds;

namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Culture() =>
    [
        Rebuilt("System.Globalization.CultureInfo", "by name, with number formats of its own if it has some", static _ => new CultureRebuild()),
        Fields("System.Globalization.NumberFormatInfo"),
        Rebuilt("System.Globalization.CompareInfo", "by name", static _ => new NamedRebuild(typeof(CompareInfo), static value => ((CompareInfo)value).Name, CompareInfo.GetCompareInfo)),
        Rebuilt(
            "System.Globalization.TextInfo", "by the name of its culture",
            static _ => new NamedRebuild(typeof(TextInfo), static value => ((TextInfo)value).CultureName, static name => CultureInfo.GetCultureInfo(name).TextInfo)),
        Rebuilt("System.Globalization.RegionInfo", "by name", static _ => new NamedRebuild(typeof(RegionInfo), static value => ((RegionInfo)value).Name, static name => new RegionInfo(name))),
        Rebuilt(
            "System.TimeZoneInfo", "by its own description",
            static _ => new NamedRebuild(typeof(TimeZoneInfo), static value => ((TimeZoneInfo)value).ToSerializedString(), TimeZoneInfo.FromSerializedString)),
    ];
}
