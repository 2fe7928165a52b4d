using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Tests.Session;

public class ProgramAssemblyTests
{
    private static readonly MetadataReference[] s_framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Console.dll" or "System.Linq.dll" or "System.Collections.dll")
        .Select(static path => MetadataReference.CreateFromFile(path))];

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("memmagics-test-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [TestCase("System.Console.WriteLine(args.Length);", "global::Program.Main_(args);")]
    [TestCase("await System.Threading.Tasks.Task.Yield();", "global::Program.Main_(args);")]
    [TestCase("return args.Length;", "global::System.Environment.ExitCode = global::Program.Main_(args);")]
    [TestCase("await System.Threading.Tasks.Task.Yield(); return 3;", "global::System.Environment.ExitCode = global::Program.Main_(args);")]
    [TestCase("class App { static void Main() { } }", "global::App.Main();")]
    [TestCase("class App { static int Main(string[] words) => words.Length; }", "global::System.Environment.ExitCode = global::App.Main(args);")]
    [TestCase("namespace A.B { class App { class Inner { static void Main(string[] words) { } } } }", "global::A.B.App.Inner.Main(args);")]
    [TestCase("class App { static async System.Threading.Tasks.Task Main() => await System.Threading.Tasks.Task.Yield(); }", "global::App.Main_();")]
    public void TheEntryPointIsCalledByANameThatCSharpCanWrite(string source, string call)
    {
        var program = ProgramAssembly.Read(Compiled(source));

        Assert.That(program.EntryPoint!.Call, Is.EqualTo(call));
        Assert.That(ErrorsOf(program, call), Is.Empty);
    }

    [Test]
    public void ALibraryHasNoEntryPoint() =>
        Assert.That(ProgramAssembly.Read(Compiled("namespace Own.Space { public class Library; }", OutputKind.DynamicallyLinkedLibrary)).EntryPoint, Is.Null);

    [TestCase("Solve(3)")]
    [TestCase("Generic(3) + Generic(\"a\").Length")]
    [TestCase("new Hidden(1).Secret")]
    [TestCase("Hidden.Table[0] + new Hidden(2)[1]")]
    [TestCase("new Hidden(1).Nested() is Hidden.Inner")]
    [TestCase("Own.Deep.Box<int>.Count")]
    [TestCase("System.Math.Abs((int)Hidden.Kind.Second)")]
    public void PrivateMembersAndLocalFunctionsAreInSight(string expression)
    {
        var program = ProgramAssembly.Read(Compiled("""
            System.Console.WriteLine(Solve(args.Length) + Generic(1));
            static int Solve(int n) => n + 1;
            static T Generic<T>(T value) => value;
            class Hidden(int secret)
            {
                private static readonly int[] Table = [1];
                private event System.Action? Changed;
                private int Secret { get; } = secret;
                private int this[int i] => i;
                private object Nested() { Changed?.Invoke(); return new Inner(); }
                private class Inner;
                private enum Kind { First, Second }
            }
            namespace Own.Deep { static class Box<T> { private static int Count => 1; } }
            """));

        Assert.That(ErrorsOf(program, $"object value = {expression};"), Is.Empty);
        Assert.That(program.Namespaces, Is.EqualTo(new[] { "Own.Deep" }));
    }

    [Test]
    public void AnEventStaysAnEvent()
    {
        var program = ProgramAssembly.Read(Compiled("class Bell { public static event System.Action? Rang; static void Main() => Rang?.Invoke(); }"));

        Assert.That(ErrorsOf(program, "Bell.Rang += () => { };"), Is.Empty);
    }

    [Test]
    public void AFunctionThatUsesVariablesOfTheTopLevelCodeIsKnownByItsName()
    {
        var program = ProgramAssembly.Read(Compiled("""
            var sum = args.Length;
            System.Func<int> later = () => Captured() + sum;
            System.Console.WriteLine(Direct(1) + later());
            int Direct(int n) => n + sum;
            int Captured() => sum;
            """));

        Assert.That(program.LocalFunctions, Is.EquivalentTo(new[] { "Direct", "Captured" }));
    }

    [Test]
    public void OnlyProgramsThatEndTheirProcessAreRewritten()
    {
        Assert.That(ProgramAssembly.Read(Compiled("System.Environment.Exit(3);")).CallsExit, Is.True);
        Assert.That(ProgramAssembly.Read(Compiled("Exit(3); static void Exit(int code) { }")).CallsExit, Is.False);
    }

    [Test]
    public void WhatIsNoAssemblyGivesASentence()
    {
        var path = Path.Combine(_folder.FullName, "text.dll");
        File.WriteAllText(path, "no assembly");

        Assert.That(() => ProgramAssembly.Read(path), Throws.TypeOf<MagicException>().With.Message.Contains(path));
        Assert.That(() => ProgramAssembly.Read(path + ".none"), Throws.TypeOf<MagicException>());
    }

    private string Compiled(string source, OutputKind kind = OutputKind.ConsoleApplication)
    {
        var path = Path.Combine(_folder.FullName, "app.dll");
        var compilation = CSharpCompilation.Create("app", [CSharpSyntaxTree.ParseText(source)], s_framework, new CSharpCompilationOptions(kind, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        Assert.That(compilation.Emit(path).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return path;
    }

    /// <summary>The compiler's errors for a statement in the program's context.</summary>
    private static IEnumerable<string> ErrorsOf(ProgramAssembly program, string statement)
    {
        var source = $"{(program.EntryPoint is { } entry ? $"using static {entry.Type};" : "")} static class Call {{ static void Run(string[] args) {{ {statement} }} }}";
        return CSharpCompilation.Create("call", [CSharpSyntaxTree.ParseText(source)], [.. s_framework, program.Reference], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.ToString());
    }
}
