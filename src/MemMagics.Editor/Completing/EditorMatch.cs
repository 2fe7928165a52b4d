namespace MemMagics.Editor.Completing;

/// <summary>One thing that may stand at a place of code.</summary>
/// <param name="Text">What to write there.</param>
/// <param name="Kind">What it is, in the words of Jupyter's front ends: function, class, instance, keyword…</param>
/// <param name="Start">Where the text begins that it replaces; it ends at the place.</param>
public sealed record EditorMatch(string Text, string Kind, int Start);
