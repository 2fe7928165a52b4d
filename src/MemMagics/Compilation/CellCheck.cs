using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;

namespace MemMagics.Compilation;

/// <summary>The compiler's diagnostics for a cell that has not run, for editors that mark errors while the user types.</summary>
public static class CellCheck
{
    /// <summary>Compiles a cell's pieces one after another, each as the next submission, as they would run.</summary>
    /// <param name="session">The session that the cell would run in.</param>
    /// <param name="pieces">
    /// The pieces as <see cref="CellSplitter"/> cuts them. Pieces of plain code must be C#, with the host's own directive lines removed.
    /// </param>
    /// <returns>Errors and warnings; each diagnostic's mapped line span is in the cell's own lines and columns.</returns>
    public static IReadOnlyList<Diagnostic> Of(NotebookSession session, IEnumerable<CellPiece> pieces)
    {
        var found = new List<Diagnostic>();
        var script = session.State.Script;
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case CodePiece code:
                    // Blank lines stand in for what precedes the piece, so that line numbers are the cell's.
                    script = script.ContinueWith(new string('\n', code.Line - 1) + code.Text, script.Options.AddReferences(session.AddedReferences.Select(path => MetadataReference.CreateFromFile(path))));
                    found.AddRange(script.GetCompilation().GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));

                    // Nothing can continue code that does not compile, and the cell would not run any further either.
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
