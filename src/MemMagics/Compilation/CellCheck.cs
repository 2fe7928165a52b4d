using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>What the compiler says of a cell that has not run, for editors that mark errors while people type.</summary>
public static class CellCheck
{
    /// <summary>Compiles a cell's pieces one after another, each as the next submission, as they would run.</summary>
    /// <param name="session">The session that the cell would run in.</param>
    /// <param name="pieces">
    /// The pieces, as <see cref="CellSplitter"/> has them; of plain code those in C#, without lines that are meant for the host.
    /// </param>
    /// <returns>What is wrong, or may be; each diagnostic's mapped line span has the cell's own lines and columns.</returns>
    public static IReadOnlyList<Diagnostic> Of(NotebookSession session, IEnumerable<CellPiece> pieces)
    {
        var found = new List<Diagnostic>();
        var script = session.State.Script;
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case CodePiece code:
                    // Blank lines in place of what stands before.
                    script = script.ContinueWith(new string('\n', code.Line - 1) + code.Text, script.Options.AddReferences(session.AddedReferences.Select(path => MetadataReference.CreateFromFile(path))));
                    found.AddRange(script.GetCompilation().GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));

                    // Nothing goes on from code that does not compile: no cell would run that far either.
                    if (found.Exists(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                        return found;
                    break;
                case MagicPiece { Command: MeasureCommand measure }:
                    found.AddRange(MeasuredCompiler.Check(session, script, measure.Request));
                    break;
            }
        }

        return found;
    }
}
