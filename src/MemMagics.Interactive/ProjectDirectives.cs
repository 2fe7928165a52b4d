using MemMagics.Hosting.Projects;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Interactive;

/// <summary>The lines of C# code that ask for projects, which the compiler takes for assemblies that it cannot read.</summary>
/// <param name="Code">The code with those lines blanked; every other line keeps its number.</param>
/// <param name="Projects">The paths that they name, in order. Empty when there is none.</param>
internal sealed record ProjectDirectives(string Code, IReadOnlyList<string> Projects)
{
    private static readonly CSharpParseOptions s_scriptCode = new(CSharpText.Language, kind: SourceCodeKind.Script);

    public static ProjectDirectives Read(string code)
    {
        if (!code.Contains("proj", StringComparison.OrdinalIgnoreCase))
            return new ProjectDirectives(code, []);

        var projects = new List<string>();
        var blanked = code.ToCharArray();
        foreach (var directive in CSharpSyntaxTree.ParseText(code, s_scriptCode).GetRoot().DescendantTrivia(descendIntoTrivia: false).Where(static trivia => trivia.IsDirective))
        {
            if (directive.GetStructure() is not ReferenceDirectiveTriviaSyntax { IsActive: true } reference || !ReferencedProjects.IsProject(reference.File.ValueText.Trim()))
                continue;
            projects.Add(reference.File.ValueText.Trim());
            blanked.AsSpan(reference.SpanStart, reference.EndOfDirectiveToken.SpanStart - reference.SpanStart).Fill(' ');
        }

        return new ProjectDirectives(new string(blanked), projects);
    }
}
