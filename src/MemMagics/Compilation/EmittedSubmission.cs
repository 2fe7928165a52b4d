namespace MemMagics.Compilation;

/// <summary>A submission as the worker loads it: compiled in Release (or in Debug, see <see cref="SubmissionBuilds"/>), with portable symbols whose document names identify the cell.</summary>
/// <param name="AssemblyName">Simple name of the assembly.</param>
/// <param name="SubmissionTypeName">Full name of the submission class in it (<c>Submission#3</c>).</param>
/// <param name="Slot">Index of its object in the submission array.</param>
/// <param name="Image">The PE image.</param>
/// <param name="Symbols">The portable PDB.</param>
internal sealed record EmittedSubmission(string AssemblyName, string SubmissionTypeName, int Slot, byte[] Image, byte[] Symbols);
