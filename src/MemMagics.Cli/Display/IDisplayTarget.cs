namespace MemMagics.Cli.Display;

/// <summary>Receives what cells display.</summary>
internal interface IDisplayTarget
{
    /// <param name="id">Identifies the display.</param>
    /// <param name="value">The value to show.</param>
    /// <param name="mimeType">The type the value's text is in; <see langword="null"/> to have it formatted.</param>
    /// <param name="isUpdate">Whether it takes the place of what was shown under the id before.</param>
    void Show(string id, object? value, string? mimeType, bool isUpdate);
}
