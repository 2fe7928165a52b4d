using System.Globalization;

namespace MemMagics.Wire.Messages;

/// <summary>The cultures that code of the notebook sees.</summary>
/// <param name="Formats">Those of numbers, dates and comparisons.</param>
/// <param name="Resources">Those of texts (<see cref="CultureInfo.CurrentUICulture"/>).</param>
public sealed record SessionCultures(CultureChoice Formats, CultureChoice Resources)
{
    /// <summary>What code sees that runs here and now.</summary>
    public static SessionCultures Current() => new(
        CultureChoice.Of(CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture),
        CultureChoice.Of(CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentUICulture));

    public void Write(BinaryWriter writer)
    {
        Formats.Write(writer);
        Resources.Write(writer);
    }

    public static SessionCultures Read(BinaryReader reader) => new(CultureChoice.Read(reader), CultureChoice.Read(reader));
}
