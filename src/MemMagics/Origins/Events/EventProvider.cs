namespace MemMagics.Origins.Events;

/// <summary>Who wrote an event. Each provider has numbers of its own.</summary>
internal enum EventProvider
{
    /// <summary><c>Microsoft-Windows-DotNETRuntime</c>.</summary>
    Runtime,

    /// <summary><c>Microsoft-Windows-DotNETRuntimeRundown</c>: at the end of a session, what the runtime knows then.</summary>
    Rundown,

    /// <summary><c>Microsoft-Windows-DotNETRuntimePrivate</c>.</summary>
    Private,
}
