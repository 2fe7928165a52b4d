using System.Collections;
using System.Reflection;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>A report that a notebook keeps travels to workers, where there are the reports and no engine.</summary>
public class ReportTypesTests
{
    [Test]
    public async Task AReportConsistsOfTheFrameworksTypesAndItsOwn()
    {
        // GIVEN
        await using var session = await ScriptSession.Start("int[] Make(int n) => new int[n];");

        // WHEN
        Report[] reports =
        [
            await session.Memit("for (var end = Environment.TickCount64 + 30; Environment.TickCount64 < end;) Make(1000);", request => request with { Repeat = 2, Plot = true, Types = true }),
            await session.Mprun("Make(1000)", "Make"),
            SampleReports.WhereSampled,
        ];

        // THEN
        Assert.That(((MemitReport)reports[0]).Timeline, Is.Not.Empty);
        var assemblies = reports.SelectMany(report => TypesIn(report, [])).Select(type => type.Assembly.GetName().Name).Distinct();
        Assert.That(assemblies, Is.EquivalentTo(new[] { "MemMagics.Reports", "System.Private.CoreLib" }));
    }

    private static IEnumerable<Type> TypesIn(object? value, HashSet<object> seen)
    {
        if (value is null or string || !seen.Add(value))
            yield break;
        yield return value.GetType();
        var parts = value is IEnumerable items
            ? items.Cast<object?>()
            : value.GetType().Assembly == typeof(Report).Assembly
                ? value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0).Select(property => property.GetValue(value))
                : [];
        foreach (var type in parts.SelectMany(part => TypesIn(part, seen)))
            yield return type;
    }
}
