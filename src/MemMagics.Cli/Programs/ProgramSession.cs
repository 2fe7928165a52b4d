using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;
using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Programs;

/// <summary>A program as the engine sees it: a session that refers to its assemblies and whose one variable is <c>args</c>.</summary>
internal static class ProgramSession
{
    /// <summary>The session. Nothing of the program is loaded into this process.</summary>
    /// <param name="built">The program.</param>
    /// <param name="program">The same for the engine.</param>
    /// <param name="shell">The command that measures it; <see langword="null"/> when none does.</param>
    /// <exception cref="LibraryException">A shared framework that it runs on is not installed.</exception>
    public static NotebookSession Of(BuiltProgram built, MeasuredProgram program, ShellCommand? shell = null)
    {
        var frameworks = new SharedFrameworks();
        foreach (var framework in built.Frameworks)
            frameworks.Add(framework, built.Name);

        return new NotebookSession(new Lazy<ScriptState>(() => StateOf(built, program, frameworks.Added)))
        {
            NativeLibraryFolders = built.NativeLibraryFolders,
            ResourceFolders = built.ResourceFolders,
            Program = program,
            Shell = shell,
        };
    }

    private static ScriptState StateOf(BuiltProgram built, MeasuredProgram program, IReadOnlyList<string> frameworks)
    {
        MetadataReference[] references =
            [.. FrameworkReferences.All, program.Code.Reference, .. frameworks.Concat(program.Libraries).Select(static path => MetadataReference.CreateFromFile(path))];
        var scope = new ProgramScope(built, program.Code, references);
        var script = CSharpScript.Create(
            $"{scope.Directives}string[] args = null;",
            ScriptOptions.Default
                .WithReferences(references)
                .WithImports(scope.Imports)
                .WithLanguageVersion(CSharpText.Language)
                .WithAllowUnsafe(true)
                .WithFilePath(built.Name)
                .WithFileEncoding(ScriptText.Encoding)
                .WithOptimizationLevel(OptimizationLevel.Release));
        var state = script.RunAsync().GetAwaiter().GetResult();
        state.GetVariable("args").Value = program.Arguments.ToArray();
        return state;
    }
}
