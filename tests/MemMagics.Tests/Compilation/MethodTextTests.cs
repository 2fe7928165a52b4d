using System.Reflection.Emit;
using MemMagics.Compilation;

namespace MemMagics.Tests.Compilation;

/// <summary>Methods are called what their author called them.</summary>
public sealed class MethodTextTests
{
    [TestCase("Submission#2.Solve", "Solve")]
    [TestCase("Submission#2+<Solve>d__3.MoveNext", "Solve")]
    [TestCase("Submission#2+Reader+<ReadAsync>d__3.MoveNext", "Reader.ReadAsync")]
    [TestCase("Submission#2+Reader+<Reading.IReader.Read>d__3.MoveNext", "Reader.Reading.IReader.Read")]
    [TestCase("Submission#2.<<Initialize>>g__Local|0_0", "Local")]
    [TestCase("Submission#2+<>c__DisplayClass0_0.<Half>b__1", "lambda in Half")]
    [TestCase("Submission#2+<>c.<<Initialize>>b__0_0", "lambda")]
    [TestCase("Submission#2+<>c.<__memmagics_measured>b__0_0", "")]
    [TestCase("Submission#2+Box`1[[System.Int32, System.Private.CoreLib]]..ctor", "Box.constructor")]
    [TestCase("Library.Cache.ICache.Get", "Library.Cache.ICache.Get")]
    [TestCase("Library.Cache`2+Entry..cctor", "Library.Cache.Entry.static constructor")]
    [TestCase("Submission#2+Row.get_Item", "Row.this[].get")]
    [TestCase("Submission#2+Row.set_Width", "Row.Width.set")]
    [TestCase("Submission#2+Row.op_Addition", "Row.operator +")]
    [TestCase("Submission#2+<>c.<get_Width>b__3_0", "lambda in Width.get")]
    [TestCase("Submission#2.add_numbers", "add_numbers")]
    [TestCase("Submission#2.get_", "get_")]
    [TestCase("Program.<Main>$", "top-level code")]
    [TestCase("Program+<<Main>$>d__0.MoveNext", "top-level code")]
    [TestCase("Program.<Main>", "the program's start")]
    [TestCase("Program.<<Main>$>g__Boom|0_0", "Boom")]
    [TestCase("Program+<>c.<<Main>$>b__0_0", "lambda in top-level code")]
    [TestCase("App.Program.Main", "App.Program.Main")]
    [TestCase(".Emitted", "Emitted")]
    public void NamesAreTheAuthors(string metadataName, string expected) => Assert.That(MethodText.Of(metadataName), Is.EqualTo(expected));

    [Test]
    public void AMethodWithoutATypeHasItsOwnName() => Assert.That(MethodText.Of(new DynamicMethod("CallSite.Target", null, null)), Is.EqualTo("CallSite.Target"));
}
