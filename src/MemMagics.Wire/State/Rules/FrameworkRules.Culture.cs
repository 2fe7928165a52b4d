using System.Globalization;
using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Culture() =>
    [
        Rebuilt("System.Globalization.CultureInfo", "by name, with number and date formats of its own if it has some", static _ => new CultureRebuild()),
        .. Fields(
            "System.Globalization.", "field by field", "NumberFormatInfo", "GregorianCalendar", "JulianCalendar", "PersianCalendar", "HebrewCalendar", "HijriCalendar", "UmAlQuraCalendar", "JapaneseCalendar",
            "KoreanCalendar", "TaiwanCalendar", "ThaiBuddhistCalendar", "JapaneseLunisolarCalendar", "KoreanLunisolarCalendar", "TaiwanLunisolarCalendar", "ChineseLunisolarCalendar",
            "GregorianCalendarHelper", "EraInfo", "StringInfo", "TextElementEnumerator", "SortKey", "IdnMapping", "DaylightTime"),
        Rebuilt("System.Globalization.DateTimeFormatInfo", "by its culture's name, with its calendar, all patterns and names", static _ => new DateFormatsRebuild()),
        Rebuilt("System.Globalization.CompareInfo", "by name", static _ => new NamedRebuild(typeof(CompareInfo), static value => ((CompareInfo)value).Name, CompareInfo.GetCompareInfo)),
        Rebuilt(
            "System.Globalization.TextInfo", "by the name of its culture",
            static _ => new NamedRebuild(typeof(TextInfo), static value => ((TextInfo)value).CultureName, static name => CultureInfo.GetCultureInfo(name).TextInfo)),
        Rebuilt("System.Globalization.RegionInfo", "by name", static _ => new NamedRebuild(typeof(RegionInfo), static value => ((RegionInfo)value).Name, static name => new RegionInfo(name))),
        Rebuilt("System.TimeZoneInfo", "by name, or by its own description", static _ => new TimeZoneRebuild()),
    ];
}
