using System.Globalization;
using System.Reflection;

namespace MemMagics.Wire.Messages;

/// <summary>A culture as another process can have it: its name, and what was changed in a copy of it.</summary>
/// <param name="Name">Its name, with the sort order if that is another one (<c>de-DE_phoneb</c>).</param>
/// <param name="UseUserOverride">Whether the user's own settings apply to it (Windows).</param>
/// <param name="IsReadOnly">Whether it is read-only.</param>
/// <param name="Calendar">The calendar of its dates; <see langword="null"/> when it is the culture's own.</param>
/// <param name="Numbers">Number formats that differ from the culture's own: the name of the property, and its value. Empty when none does.</param>
/// <param name="Dates">Date formats that differ from the culture's own, likewise.</param>
public sealed record CultureRecord(
    string Name, bool UseUserOverride, bool IsReadOnly, CalendarRecord? Calendar, IReadOnlyList<CultureChange> Numbers, IReadOnlyList<CultureChange> Dates)
{
    // The standard format characters of which a culture has several patterns.
    private const string WithAlternatives = "dDtTy";

    private static readonly PropertyInfo[] s_numbers = Settable(typeof(NumberFormatInfo));
    private static readonly PropertyInfo[] s_dates = Settable(typeof(DateTimeFormatInfo));

    /// <summary>Describes a culture. Of a class derived from <see cref="CultureInfo"/> only what the base class has is described.</summary>
    public static CultureRecord Of(CultureInfo culture)
    {
        var name = culture.GetType() == typeof(CultureInfo) ? culture.ToString() : culture.Name;
        if (!HasFormats(culture))
            return new CultureRecord(name, culture.UseUserOverride, culture.IsReadOnly, null, [], []);
        var usual = new CultureInfo(name, culture.UseUserOverride);
        var calendar = CalendarRecord.Of(culture.DateTimeFormat.Calendar);
        if (calendar == CalendarRecord.Of(usual.DateTimeFormat.Calendar))
            calendar = null;
        calendar?.SetIn(usual.DateTimeFormat);
        return new CultureRecord(
            name, culture.UseUserOverride, culture.IsReadOnly, calendar,
            Changes(s_numbers, culture.NumberFormat, usual.NumberFormat),
            [.. Patterns(culture.DateTimeFormat, usual.DateTimeFormat), .. Changes(s_dates, culture.DateTimeFormat, usual.DateTimeFormat)]);
    }

    /// <summary>The culture in this process.</summary>
    /// <exception cref="CultureNotFoundException">This process does not know a culture of that name.</exception>
    public CultureInfo ToCulture()
    {
        if (IsReadOnly && !UseUserOverride && IsUnchanged)
            return Name.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(Name);

        var culture = new CultureInfo(Name, UseUserOverride);
        Calendar?.SetIn(culture.DateTimeFormat);
        foreach (var change in Numbers)
            Set(culture.NumberFormat, change);
        foreach (var change in Dates)
        {
            if (change.Property is [var format])
                culture.DateTimeFormat.SetAllDateTimePatterns((string[])change.Value, format);
            else
                Set(culture.DateTimeFormat, change);
        }

        return IsReadOnly ? CultureInfo.ReadOnly(culture) : culture;
    }

    /// <summary>Whether nothing was changed in the culture, so that the name says it all.</summary>
    public bool IsUnchanged => Calendar is null && Numbers.Count == 0 && Dates.Count == 0;

    public bool Equals(CultureRecord? other) =>
        other is not null && Name == other.Name && UseUserOverride == other.UseUserOverride && IsReadOnly == other.IsReadOnly && Calendar == other.Calendar
        && Numbers.SequenceEqual(other.Numbers) && Dates.SequenceEqual(other.Dates);

    public override int GetHashCode() => HashCode.Combine(Name, Numbers.Count, Dates.Count);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(UseUserOverride);
        writer.Write(IsReadOnly);
        writer.WriteOptional(Calendar, static (to, calendar) => calendar.Write(to));
        writer.WriteList(Numbers, static (to, change) => change.Write(to));
        writer.WriteList(Dates, static (to, change) => change.Write(to));
    }

    public static CultureRecord Read(BinaryReader reader) => new(
        reader.ReadString(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadOptional(CalendarRecord.Read),
        reader.ReadList(CultureChange.Read), reader.ReadList(CultureChange.Read));

    /// <summary>Whether its formats can be read. Those of a name that no system knows (<c>x-mine</c>) the framework cannot make, and a derived class may have none.</summary>
    private static bool HasFormats(CultureInfo culture)
    {
        try
        {
            return culture is { NumberFormat: not null, DateTimeFormat.Calendar: not null };
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static CultureChange[] Changes(PropertyInfo[] properties, object own, object usual) =>
    [
        .. properties
            .Select(property => (Own: new CultureChange(property.Name, property.GetValue(own)!), Usual: property.GetValue(usual)!))
            .Where(static change => !change.Own.Equals(change.Own with { Value = change.Usual }))
            .Select(static change => change.Own),
    ];

    /// <summary>The lists of patterns that <see cref="DateTime.Parse(string)"/> tries; the first of each is a property as well. They come before the properties, because setting one resets others.</summary>
    private static IEnumerable<CultureChange> Patterns(DateTimeFormatInfo own, DateTimeFormatInfo usual) => WithAlternatives
        .Where(format => !own.GetAllDateTimePatterns(format).SequenceEqual(usual.GetAllDateTimePatterns(format)))
        .Select(format => new CultureChange(format.ToString(), own.GetAllDateTimePatterns(format)));

    private static void Set(object formats, CultureChange change)
    {
        var property = formats.GetType().GetProperty(change.Property)!;
        property.SetValue(formats, property.PropertyType.IsEnum ? Enum.ToObject(property.PropertyType, change.Value) : change.Value);
    }

    /// <summary>The pattern of date and time comes last, because setting one of its parts makes it anew.</summary>
    private static PropertyInfo[] Settable(Type formats) =>
    [
        .. formats.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property is { CanRead: true, CanWrite: true } && property.PropertyType != typeof(Calendar))
            .OrderBy(static property => property.Name == nameof(DateTimeFormatInfo.FullDateTimePattern))
            .ThenBy(static property => property.Name, StringComparer.Ordinal),
    ];
}
