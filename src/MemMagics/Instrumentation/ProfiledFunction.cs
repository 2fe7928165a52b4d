namespace MemMagics.Instrumentation;

/// <summary>A function whose lines are counted.</summary>
/// <param name="Name">Its name for the user.</param>
/// <param name="FullName">The same with its parameters.</param>
/// <param name="Document">Name of its document in the symbols.</param>
/// <param name="Source">Where its source is, as shown to the user.</param>
/// <param name="Origin">Where its text comes from.</param>
/// <param name="FirstLine">Its first line, counted from 1.</param>
/// <param name="LastLine">Its last line.</param>
/// <param name="Text">Gives a line of the document by its number, when the host does not know the document; returns <see langword="null"/> when there is no such line.</param>
internal sealed record ProfiledFunction(
    string Name, string FullName, string Document, string Source, SourceOrigin Origin, int FirstLine, int LastLine, Func<int, string?> Text)
{
    /// <summary>Whether its one activation begins before anything is counted: asynchronous measured code.</summary>
    public bool IsBegun { get; init; }
}
