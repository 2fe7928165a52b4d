namespace MemMagics.Cli.Display;

/// <summary>Receives what cells display, and asks what they ask.</summary>
internal interface IDisplayTarget
{
    /// <summary>Shows a value.</summary>
    /// <param name="id">Identifies the display.</param>
    /// <param name="value">The value to show.</param>
    /// <param name="mimeTypes">The forms that were asked for; empty to have it formatted as suits it.</param>
    /// <param name="isUpdate">Whether it takes the place of what was shown under the id before.</param>
    /// <returns>The value as plain text.</returns>
    string Show(string id, object? value, IReadOnlyList<string> mimeTypes, bool isUpdate);

    /// <summary>Shows what is formatted already.</summary>
    /// <param name="id">Identifies the display.</param>
    /// <param name="value">The value.</param>
    /// <param name="forms">Its forms by mime type.</param>
    /// <param name="isUpdate">Whether it takes the place of what was shown under the id before.</param>
    void ShowForms(string id, object? value, IReadOnlyDictionary<string, string> forms, bool isUpdate);

    /// <summary>Asks the user for a line.</summary>
    /// <param name="prompt">What is asked.</param>
    /// <param name="isPassword">Whether the answer is not to be seen.</param>
    /// <returns>One line; <see langword="null"/> at the end of the input.</returns>
    string? Ask(string prompt, bool isPassword);
}
