namespace MemMagics.Editor.Completing;

/// <summary>One completion at a position of the code.</summary>
/// <param name="Text">The text to insert.</param>
/// <param name="Kind">What it is, in the words of Jupyter's front ends: function, class, instance, keyword…</param>
/// <param name="Start">Start of the text that it replaces, which ends at the position.</param>
public sealed record EditorMatch(string Text, string Kind, int Start);
