using System.Text.RegularExpressions;

namespace MemMagics.Tests.Architecture;

/// <summary>Nothing but the folders called Platform asks which operating system this is, or calls it.</summary>
public class PlatformRoomTests
{
    // Put together from pieces, since this file is outside of such a folder, too.
    private static readonly Regex s_askOrCall = new(string.Join('|', @"OperatingSystem\.I" + "s", @"RuntimeInformation\.I" + "s", "Dll" + "Import", "Library" + "Import"));

    [Test]
    public void OnlyThePlatformsFoldersKnowTheOperatingSystem()
    {
        var found = (from file in WrittenFiles.All
                     from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
                     where s_askOrCall.IsMatch(line.Text)
                     select $"{WrittenFiles.NameOf(file)}:{line.Number}: {line.Text.Trim()}").ToLookup(place => place.Split(':')[0].Contains("Platform/"));

        Assert.That(found[true], Has.Some.Contain("LibC.cs").And.Some.Contain("Kernel32.cs"), "they are looked for where they are");
        Assert.That(found[false], Is.Empty);
    }
}
