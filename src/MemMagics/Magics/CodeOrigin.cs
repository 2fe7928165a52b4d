namespace MemMagics.Magics;

/// <summary>Where a piece of code stands in its document, so that errors and line tables refer to the cell as its author sees it.</summary>
/// <param name="Document">The document's name for the user: <c>cell 3</c>, or a file name.</param>
/// <param name="Line">Line of the code's first character within the document, counted from 1; the magic's line counts.</param>
/// <param name="Column">Column of the code's first character, counted from 1.</param>
/// <param name="DocumentText">The whole text of the document (the raw cell), shown in line tables; <see langword="null"/> when only the code is known.</param>
public sealed record CodeOrigin(string Document, int Line = 1, int Column = 1, string? DocumentText = null);
