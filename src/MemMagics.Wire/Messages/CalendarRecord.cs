using System.Globalization;

namespace MemMagics.Wire.Messages;

/// <summary>A calendar of the framework, as another process can have it.</summary>
/// <param name="Type">Full name of its type.</param>
/// <param name="Language">The language of a Gregorian calendar; 0 for other calendars.</param>
/// <param name="TwoDigitYearMax">The last year of the century that two-digit years lie in.</param>
public sealed record CalendarRecord(string Type, int Language, int TwoDigitYearMax)
{
    public static CalendarRecord Of(Calendar calendar) => new(
        calendar.GetType().FullName!, calendar is GregorianCalendar gregorian ? (int)gregorian.CalendarType : 0, calendar.TwoDigitYearMax);

    /// <summary>Gives formats this calendar. A calendar of a class that is not the framework's is left out.</summary>
    public void SetIn(DateTimeFormatInfo formats)
    {
        if (typeof(Calendar).Assembly.GetType(Type) is not { } type || Activator.CreateInstance(type) is not Calendar calendar)
            return;

        if (calendar is GregorianCalendar gregorian)
            gregorian.CalendarType = (GregorianCalendarTypes)Language;
        if (calendar.TwoDigitYearMax != TwoDigitYearMax)
            calendar.TwoDigitYearMax = TwoDigitYearMax;
        formats.Calendar = calendar;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Type);
        writer.Write(Language);
        writer.Write(TwoDigitYearMax);
    }

    public static CalendarRecord Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadInt32(), reader.ReadInt32());
}
