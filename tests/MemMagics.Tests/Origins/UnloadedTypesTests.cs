using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>Types that are gone when the call has ended: their handles mean nothing any more, and asking for them would crash the worker.</summary>
internal sealed class UnloadedTypesTests
{
    private const string Code = """
        using System.Reflection;
        using System.Reflection.Emit;
        using System.Runtime.CompilerServices;

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Make()
        {
            var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Gone"), AssemblyBuilderAccess.RunAndCollect);
            var builder = assembly.DefineDynamicModule("Gone").DefineType("GoneType", TypeAttributes.Public);
            builder.DefineField("A", typeof(int), FieldAttributes.Public);
            var type = builder.CreateType();
            for (var i = 0; i < 100; i++)
                Activator.CreateInstance(type);
            Array.CreateInstance(type, 10);
            Activator.CreateInstance(typeof(List<>).MakeGenericType(type));
        }

        void MakeAndCollect()
        {
            Make();
            for (var i = 0; i < 5; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        """;

    [Test]
    public async Task TypesThatWereUnloadedHaveTheirNames()
    {
        await using var session = await ScriptSession.Start(Code);

        // act
        var report = await session.Memit("MakeAndCollect()", request => request with { Where = WhereChoice.Auto, Repeat = 1 });

        // assert
        Assert.That(report.Where, Is.Not.Null, string.Join('\n', report.Notes));
        Assert.That(report.Where.Types.Where(type => type.Type.StartsWith("Gone", StringComparison.Ordinal)), Is.EquivalentTo(new OriginType[]
        {
            new("GoneType", 100, 2_400, 0),
            new("GoneType[]", 2, 104 + 24, 0),
        }));
        Assert.That(report.Where.Types, Has.Some.With.Property(nameof(OriginType.Type)).StartsWith("List<").And.Property(nameof(OriginType.Objects)).EqualTo(1));
        Assert.That(report.Where.Lines.Single(line => line.Line == 13).Types, Has.One.EqualTo(new OriginType("GoneType", 100, 2_400, 0)));
    }
}
