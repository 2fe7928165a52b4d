using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>The measured code, compiled as the session's next submission.</summary>
/// <param name="Emitted">The submission, in which the code is found as <see cref="Wire.MeasuredCode"/> says.</param>
/// <param name="Compilation">Its compilation, for names and semantics.</param>
/// <param name="Script">The session's script continued with it, for running it in the notebook's own process.</param>
/// <param name="Form">How it is written.</param>
internal sealed record MeasuredSubmission(
    EmittedSubmission Emitted, Microsoft.CodeAnalysis.Compilation Compilation, Script<object> Script, MeasuredForm Form)
{
    /// <summary>The last of its syntax trees is that of the code; those that <c>#load</c> brought in earlier come first.</summary>
    public Microsoft.CodeAnalysis.SyntaxTree Tree => Compilation.SyntaxTrees.Last();
}
