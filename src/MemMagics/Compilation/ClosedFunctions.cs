using System.Text.RegularExpressions;
using MemMagics.Session;
using Microsoft.CodeAnalysis;

namespace MemMagics.Compilation;

/// <summary>Errors of a call in a program that have one cause: it calls a local function that uses variables of the top-level code, which does not run for it.</summary>
internal static partial class ClosedFunctions
{
    private const string UnknownName = "CS0103";
    private const string MissingArgument = "CS7036";

    /// <summary>A sentence about the first such error; <see langword="null"/> when there is none.</summary>
    public static string? In(IReadOnlyList<Diagnostic> errors, ProgramAssembly program)
    {
        var names = errors.Select(static error => error.Id switch
        {
            UnknownName => QuotedName().Match(error.GetMessage()).Groups[1].Value,
            MissingArgument => WithClosure().Match(error.GetMessage()).Groups[1].Value,
            _ => "",
        });
        return names.FirstOrDefault(program.LocalFunctions.Contains) is { } name
            ? $"'{name}' uses variables of the program's top-level code, which --call does not run. Measure the whole program, or make '{name}' static and give it what it uses as arguments."
            : null;
    }

    [GeneratedRegex(@"'(\w+)'")]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"(\w+)(?:<[^()]*>)?\([^()]*<>c__DisplayClass")]
    private static partial Regex WithClosure();
}
