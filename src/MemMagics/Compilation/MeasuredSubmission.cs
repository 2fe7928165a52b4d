using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>The measured code, compiled as the session's next submission.</summary>
/// <param name="Emitted">The submission; its <paramref name="Method"/> returns the code as a delegate.</param>
/// <param name="Compilation">Its compilation, for names and semantics.</param>
/// <param name="Script">The session's script continued with it, for running it in the notebook's own process.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Awaited">Whether the delegate returns a task that the measurement waits for.</param>
internal sealed record MeasuredSubmission(
    EmittedSubmission Emitted, Microsoft.CodeAnalysis.Compilation Compilation, Script<object> Script, string Method, bool Awaited);
