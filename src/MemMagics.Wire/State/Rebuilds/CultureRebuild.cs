using System.Globalization;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A culture by name, with its own number and date formats if it has any.</summary>
public sealed class CultureRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists, PartNeed.Complete, PartNeed.Complete];

    public override object?[] TakeApart(object value)
    {
        var culture = (CultureInfo)value;
        if (culture.IsReadOnly)
            return [culture.Name, true, culture.UseUserOverride, null, null];
        var dates = Members.Field(culture, typeof(CultureInfo), "_dateTimeInfo") as DateTimeFormatInfo;
        return
        [
            culture.Name, false, culture.UseUserOverride, Members.Field(culture, typeof(CultureInfo), "_numInfo"),
            dates is null || IsUsual(dates, culture) ? null : dates,
        ];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var name = (string)parts[0]!;
        if ((bool)parts[1]!)
            return name.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);
        var culture = new CultureInfo(name, (bool)parts[2]!);
        if (parts[3] is NumberFormatInfo numbers)
            culture.NumberFormat = numbers;
        if (parts[4] is DateTimeFormatInfo dates)
            culture.DateTimeFormat = dates;
        return culture;
    }

    private static bool IsUsual(DateTimeFormatInfo own, CultureInfo culture)
    {
        var usual = new CultureInfo(culture.Name, culture.UseUserOverride).DateTimeFormat;
        return own.Calendar.GetType() == usual.Calendar.GetType() && own.FirstDayOfWeek == usual.FirstDayOfWeek && own.CalendarWeekRule == usual.CalendarWeekRule
            && own.GetAllDateTimePatterns().SequenceEqual(usual.GetAllDateTimePatterns())
            && own.FullDateTimePattern == usual.FullDateTimePattern && own.DateSeparator == usual.DateSeparator && own.TimeSeparator == usual.TimeSeparator
            && own.AMDesignator == usual.AMDesignator && own.PMDesignator == usual.PMDesignator
            && own.DayNames.SequenceEqual(usual.DayNames) && own.MonthNames.SequenceEqual(usual.MonthNames)
            && own.AbbreviatedDayNames.SequenceEqual(usual.AbbreviatedDayNames) && own.AbbreviatedMonthNames.SequenceEqual(usual.AbbreviatedMonthNames);
    }
}
