using MemMagics.Cli.Embedding;

namespace MemMagics.Tests.Cli;

/// <summary>A session in a folder of its own, whose cells are numbered as they run and whose outputs are kept.</summary>
/// <param name="allowsShell">Whether cells may run commands of the shell.</param>
internal sealed class RecordedSession(bool allowsShell = false) : IAsyncDisposable
{
    private EmbeddedSession? _session;

    public TemporaryFolder Folder { get; } = new();

    public EmbeddedSession Session => _session ??= new EmbeddedSession(Folder.Path) { AllowsShell = allowsShell };

    /// <summary>The number of the last cell.</summary>
    public int Cells { get; private set; }

    public async Task<RanCell> RunAsync(string text, CancellationToken cancellationToken = default)
    {
        var output = new OutputRecord();
        var result = await Session.RunCellAsync(new CellSource($"cell {++Cells}", text), output, cancellationToken);
        return new RanCell(result, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
            await _session.DisposeAsync();
        Folder.Dispose();
    }
}
