namespace MemMagics.Platform.Contract;

/// <summary>A process and all that descend from it.</summary>
internal interface IProcessTree : IDisposable
{
    /// <summary>Whether <see cref="Members"/> finds the descendants here.</summary>
    bool IsKnown { get; }

    /// <summary>The running processes that descend from it, without itself, each with the process that it is a child of now; 0 where that is not known.</summary>
    IReadOnlyList<(int Id, int Parent)> Members();

    /// <summary>Kills all of them, again and again until there are none: those that start others while they are killed, too. The process itself is among them when it is a worker.</summary>
    Task KillAsync();
}
