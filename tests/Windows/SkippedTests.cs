using System.Text.RegularExpressions;
using NUnit.Framework.Internal;

namespace MemMagics.Tests;

/// <summary>
/// The tests that a file names, each with its reason. A line is a regular expression for a test's whole name without <c>MemMagics.Tests.</c>, two spaces or more, the reason;
/// <c>#</c> begins a comment.
/// </summary>
internal static partial class SkippedTests
{
    /// <summary>What of an assembly's tests is named.</summary>
    /// <exception cref="InvalidDataException">A line is of another form.</exception>
    public static IEnumerable<(Test Test, string Reason)> Read(string path, NUnit.Framework.Interfaces.ITest all)
    {
        var tests = Cases(all).ToList();
        foreach (var line in File.ReadLines(path).Where(static line => line.Length > 0 && line[0] != '#'))
        {
            if (Line().Match(line) is not { Success: true } match)
                throw new InvalidDataException($"{path} has a line without a reason: {line}");

            var named = new Regex($@"^MemMagics\.Tests\.(?:{match.Groups["name"].Value})$");
            foreach (var test in tests.Where(test => named.IsMatch(test.FullName)))
                yield return (test, match.Groups["reason"].Value);
        }
    }

    private static IEnumerable<Test> Cases(NUnit.Framework.Interfaces.ITest test) => test.HasChildren ? test.Tests.SelectMany(Cases) : [(Test)test];

    [GeneratedRegex(@"^(?<name>\S.*?)  +(?<reason>\S.*)$")]
    private static partial Regex Line();
}
