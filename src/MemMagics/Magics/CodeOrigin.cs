namespace MemMagics.Magics;

/// <summary>Where a piece of code stands, so that errors and line tables speak of the cell as its author sees it.</summary>
/// <param name="Document">What people call the place: <c>cell 3</c>, or a file name.</param>
/// <param name="Line">Line of the code's first character within the document, counted from 1; the magic line is a line.</param>
/// <param name="Column">Column of the code's first character, counted from 1.</param>
/// <param name="DocumentText">The whole text of the document (the raw cell), shown in line tables; <see langword="null"/> when only the code is known.</param>
public sealed record CodeOrigin(string Document, int Line = 1, int Column = 1, string? DocumentText = null);
