using System.Globalization;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>Date formats: those of the culture, then every pattern and name that may have been changed.</summary>
public sealed class DateFormatsRebuild : Rebuild
{
    private const string WithAlternatives = "dDtTy";

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Exists, PartNeed.Complete];

    public override object?[] TakeApart(object value)
    {
        var formats = (DateTimeFormatInfo)value;
        return
        [
            CultureOf(formats),
            formats.IsReadOnly,
            WithAlternatives.Select(formats.GetAllDateTimePatterns).ToArray(),
            new object[]
            {
                formats.AMDesignator, formats.PMDesignator, formats.DateSeparator, formats.TimeSeparator, (int)formats.FirstDayOfWeek, (int)formats.CalendarWeekRule,
                formats.MonthDayPattern,
            },
            new[]
            {
                formats.DayNames, formats.AbbreviatedDayNames, formats.ShortestDayNames, formats.MonthNames, formats.AbbreviatedMonthNames, formats.MonthGenitiveNames,
                formats.AbbreviatedMonthGenitiveNames,
            },
            formats.FullDateTimePattern == $"{formats.LongDatePattern} {formats.LongTimePattern}" ? null : formats.FullDateTimePattern,
            formats.Calendar,
        ];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        if (parts is not [string culture, bool isReadOnly, string[][] patterns, object[] own, string[][] names, var full, Calendar calendar])
            throw SnapshotException.Damaged("date formats have other parts");
        var formats = (DateTimeFormatInfo)CultureInfo.GetCultureInfo(culture).DateTimeFormat.Clone();
        // It gives the formats patterns and names of its own, so it comes first.
        formats.Calendar = calendar;
        // The separators come next, because patterns contain them.
        (formats.AMDesignator, formats.PMDesignator, formats.DateSeparator, formats.TimeSeparator) = ((string)own[0], (string)own[1], (string)own[2], (string)own[3]);
        (formats.FirstDayOfWeek, formats.CalendarWeekRule, formats.MonthDayPattern) = ((DayOfWeek)(int)own[4], (CalendarWeekRule)(int)own[5], (string)own[6]);
        for (var i = 0; i < patterns.Length; i++)
            formats.SetAllDateTimePatterns(patterns[i], WithAlternatives[i]);
        (formats.DayNames, formats.AbbreviatedDayNames, formats.ShortestDayNames) = (names[0], names[1], names[2]);
        (formats.MonthNames, formats.AbbreviatedMonthNames, formats.MonthGenitiveNames, formats.AbbreviatedMonthGenitiveNames) = (names[3], names[4], names[5], names[6]);
        if (full is string pattern)
            formats.FullDateTimePattern = pattern;
        return isReadOnly ? DateTimeFormatInfo.ReadOnly(formats) : formats;
    }

    private static string CultureOf(DateTimeFormatInfo formats)
    {
        var culture = Members.Field(formats, typeof(DateTimeFormatInfo), "_cultureData")!;
        return (string)Members.Property(culture, culture.GetType(), "CultureName")!;
    }
}
