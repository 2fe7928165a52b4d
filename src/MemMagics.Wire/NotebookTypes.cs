using System.Text.RegularExpressions;

namespace MemMagics.Wire;

/// <summary>Names of the notebook's types in text that the runtime made: it puts the class of the submission in front, which is not in the source.</summary>
public static partial class NotebookTypes
{
    /// <summary>The text with <c>MyException</c> instead of <c>Submission#3+MyException</c>.</summary>
    public static string AsInSource(string text) => text.Contains("Submission#", StringComparison.Ordinal) ? SubmissionClass().Replace(text, "") : text;

    [GeneratedRegex(@"\bSubmission#\d+\+")]
    private static partial Regex SubmissionClass();
}
