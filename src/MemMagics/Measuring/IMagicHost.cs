using MemMagics.Reports;
using MemMagics.Session;

namespace MemMagics.Measuring;

/// <summary>What a notebook host does for a magic that runs in one of its cells.</summary>
public interface IMagicHost
{
    /// <summary>The notebook's state as it is now.</summary>
    ValueTask<NotebookSession> GetSessionAsync(CancellationToken cancellationToken);

    /// <summary>Shows what the magic is waiting for; <see langword="null"/> when it no longer waits.</summary>
    void Wait(MeasureProgress? progress);

    /// <summary>Shows how the magic is used: text for a fixed-width font.</summary>
    void ShowHelp(string text);

    /// <summary>Shows a report, its <see cref="Report.Failure"/> included.</summary>
    void Show(Report report);

    /// <summary>Defines a variable of the session.</summary>
    /// <exception cref="MagicException">The session rejects it.</exception>
    Task DefineAsync(string name, Report report);
}
