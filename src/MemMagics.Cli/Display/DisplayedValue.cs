namespace MemMagics.Cli.Display;

/// <summary>Something shown below a cell, which can be changed while it stands there.</summary>
public sealed class DisplayedValue
{
    private readonly string? _mimeType;

    internal DisplayedValue(string id, string? mimeType)
    {
        Id = id;
        _mimeType = mimeType;
    }

    /// <summary>Identifies the display within its session.</summary>
    public string Id { get; }

    /// <summary>Shows another value in its place.</summary>
    /// <param name="value">Anything; <see langword="null"/> is shown as such.</param>
    public void Update(object? value) => Show(value, isUpdate: true);

    internal void Show(object? value, bool isUpdate)
    {
        if (CellFunctions.Target is { } target)
            target.Show(Id, value, _mimeType, isUpdate);
        else
            Console.WriteLine(ValueText.Of(value));
    }
}
