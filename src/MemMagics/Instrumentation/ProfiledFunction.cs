namespace MemMagics.Instrumentation;

/// <summary>A function whose lines are counted.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="FullName">The same with its parameters.</param>
/// <param name="Document">Name of its document in the symbols.</param>
/// <param name="Source">Where its source is, for people.</param>
/// <param name="Origin">Where its text comes from.</param>
/// <param name="FirstLine">Its first line, counted from 1.</param>
/// <param name="LastLine">Its last line.</param>
/// <param name="Text">The document's line of that number where the host does not know the document; <see langword="null"/> when there is none.</param>
internal sealed record ProfiledFunction(
    string Name, string FullName, string Document, string Source, SourceOrigin Origin, int FirstLine, int LastLine, Func<int, string?> Text);
