using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.MacOS;

/// <summary>A family; the process group that its worker leads is ended first, at once.</summary>
/// <param name="family">The family; <see langword="null"/> when the process had ended before it could be told.</param>
/// <param name="group">The process group of a worker; <see langword="null"/> for none.</param>
internal sealed class MacProcessTree(MacFamily? family, int? group) : IProcessTree
{
    public bool IsKnown => family is not null;

    public IReadOnlyList<(int Id, int Parent)> Members() => family?.Members() ?? [];

    public async Task KillAsync()
    {
        if (group is { } leader)
        {
            _ = LibC.Kill(-leader, LibC.SigKill);

            // One that still starts leads no group yet.
            if (family is { IsRunning: true })
                _ = LibC.Kill(leader, LibC.SigKill);
        }

        if (family is not null)
            await Task.Run(family.KillDescendantsAsync).ConfigureAwait(false);
    }

    public void Dispose()
    {
    }
}
