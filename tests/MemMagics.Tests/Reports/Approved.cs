using System.Runtime.CompilerServices;

namespace MemMagics.Tests.Reports;

/// <summary>
/// Compares output with a file that a person has looked at and approved. <c>MEMMAGICS_APPROVE=1 dotnet test</c> writes the files anew;
/// look at the difference before committing it.
/// </summary>
internal static class Approved
{
    public static void Matches(string actual, string fileName, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "Approved", fileName);
        if (Environment.GetEnvironmentVariable("MEMMAGICS_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual + "\n");
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        Assert.That(actual + "\n", Is.EqualTo(expected), $"{fileName} differs. If the new output is right, approve it: MEMMAGICS_APPROVE=1 dotnet test");
    }
}
