using System.Reflection;
using MemMagics.Origins.Code;
using MemMagics.Origins.Frames;

namespace MemMagics.Tests.Origins;

/// <summary>Functions without source have the names that people know. The texts are those of the runtime's MethodLoadVerbose events.</summary>
public sealed class MethodNamesTests
{
    [TestCase("System.Collections.Generic.List`1[System.Int32]", "AddWithResize", "List<int>.AddWithResize")]
    [TestCase("System.Collections.Generic.Dictionary`2[System.__Canon,System.Linq.Expressions.Compiler.VariableStorageKind]", "TryInsert", "Dictionary<…, VariableStorageKind>.TryInsert")]
    [TestCase("System.Collections.Generic.Dictionary`2+Entry[System.Int32,System.Byte[]]", "Set", "Dictionary<int, byte[]>.Entry.Set")]
    [TestCase("Outer`1+Inner`1[System.__Canon,System.ValueTuple`2[System.Int32,System.__Canon]]", "Go", "Outer<…>.Inner<(int, …)>.Go")]
    [TestCase("Box`1[System.Nullable`1[System.Int32]]", "Make", "Box<int?>.Make")]
    [TestCase("Box`1[System.Int32[,][]]", "Make", "Box<int[][,]>.Make")]
    [TestCase("Box`1[System.IntPtr]", "Make", "Box<nint>.Make")]
    [TestCase("Submission#3+Matrix", "Row", "Matrix.Row")]
    [TestCase("Outer`1+<Rows>d__1`1[System.Int64,System.Byte]", "MoveNext", "Outer<long>.Rows")]
    [TestCase("Outer`1+<Rows>d__1`1[System.Int64,System.Byte]", "System.Collections.Generic.IEnumerable<U>.GetEnumerator", "Outer<long>.Rows")]
    [TestCase("Solver+<>c__DisplayClass0_0", "<Solve>b__1", "Solver.Solve.lambda")]
    [TestCase("Solver+<>c+<<Solve>b__0_1>d", "MoveNext", "Solver.Solve.lambda")]
    [TestCase("Solver", "<Solve>g__Norm|0_0", "Solver.Solve.Norm")]
    [TestCase("Solver", "<Solve>g__Norm|0_0<T>", "Solver.Solve.Norm")]
    [TestCase("Solver+<>c", "<.ctor>b__0_0", "Solver.lambda")]
    [TestCase("Solver+<>c", "<get_Rows>b__0_0", "Solver.Rows.get.lambda")]
    [TestCase("System.Text.StringBuilder", ".ctor", "StringBuilder.StringBuilder")]
    [TestCase("System.Collections.Generic.List`1[System.Int32]", ".ctor", "List<int>.List")]
    [TestCase("System.String", "Concat", "string.Concat")]
    [TestCase("System.String", "Ctor", "string.string")]
    [TestCase("System.Text.StringBuilder", ".cctor", "StringBuilder.static StringBuilder")]
    [TestCase("System.Text.StringBuilder", "set_Capacity", "StringBuilder.Capacity.set")]
    [TestCase("System.Text.StringBuilder", "get_Chars", "StringBuilder.this[].get")]
    [TestCase("System.AppDomain", "add_ProcessExit", "AppDomain.ProcessExit.add")]
    [TestCase("System.Decimal", "op_Addition", "decimal.operator +")]
    [TestCase("System.Decimal", "op_Implicit", "decimal.implicit operator")]
    [TestCase("System.IO.FileStream", "Finalize", "FileStream.~FileStream")]
    [TestCase("System.Collections.Generic.List`1[System.Int32]", "System.Collections.Generic.IEnumerable<T>.GetEnumerator", "List<int>.IEnumerable<T>.GetEnumerator")]
    [TestCase("System.Collections.Generic.List`1[System.Int32]", "System.Collections.IList.get_Item", "List<int>.IList.this[].get")]
    [TestCase("<>f__AnonymousType0`2[System.Int32,System.Int32]", "ToString", "anonymous type<int, int>.ToString")]
    [TestCase("<Program>F0123456789__Hidden", "Run", "Hidden.Run")]
    [TestCase("<Program>F0123456789__Hidden`1[System.Int32]", ".ctor", "Hidden<int>.Hidden")]
    [TestCase("Program", "<Main>$", "Program.Main")]
    public void AMethodIsNamedAsPeopleWriteIt(string type, string name, string expected) =>
        Assert.That(MethodNames.Of(new MethodCode("Any", "", 0x06000001, type, name, "instance void  ()"), []), Is.EqualTo(expected));

    [TestCase("lambda_method12", "compiled expression")]
    [TestCase("Regex7_TryMatchAtCurrentPosition", "Regex_TryMatchAtCurrentPosition")]
    [TestCase("CreateSystem.Collections.Generic.List`1[[System.Int32]]", "generated code")]
    public void CodeWithoutMetadataHasAName(string name, string expected) =>
        Assert.That(MethodNames.Of(new MethodCode("", "", 0, "dynamicClass", name, ""), []), Is.EqualTo(expected));

    [TestCase(typeof(List<>), "AddWithResize", "System.Collections.Generic.List`1[System.__Canon]", "List<T>")]
    [TestCase(typeof(Dictionary<,>), "Resize", "System.Collections.Generic.Dictionary`2[System.__Canon,System.Int32]", "Dictionary<TKey, int>")]
    [TestCase(typeof(Dictionary<,>.KeyCollection), "CopyTo", "System.Collections.Generic.Dictionary`2+KeyCollection[System.Int32,System.__Canon]", "Dictionary<int, TValue>.KeyCollection")]
    public void SharedCodeHasTheNameOfTheParameter(Type type, string name, string runtimeName, string expected)
    {
        using var parameters = new ParameterNames();
        var found = type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).First(method => method.Name == name);
        var method = new MethodCode("System.Private.CoreLib", type.Assembly.Location, found.MetadataToken, runtimeName, name, "");

        Assert.That(MethodNames.Of(method, parameters.Of(method)), Is.EqualTo($"{expected}.{name}"));
    }
}
