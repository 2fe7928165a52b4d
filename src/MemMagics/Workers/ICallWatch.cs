using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>Reads the events of a worker's runtime. The run waits for it right before and right after the last call.</summary>
internal interface ICallWatch : IAsyncDisposable
{
    /// <summary>What the worker's runtime connects to, as the runtime's variable <c>DOTNET_DiagnosticPorts</c> says it.</summary>
    string Ports { get; }

    /// <summary>What the events take of the worker's memory until they are read, in bytes, at most.</summary>
    long Memory { get; }

    /// <summary>What is needed is made; the worker collects its garbage afterwards.</summary>
    Task CallIsNextAsync(CallPause pause, CancellationToken cancellationToken);

    /// <summary>The call begins when this has completed.</summary>
    Task CallBeginsAsync(CallPause pause, CancellationToken cancellationToken);

    /// <summary>The call has ended; its result is alive until this has completed.</summary>
    /// <returns>The names that are needed; may be empty.</returns>
    /// <exception cref="InvalidDataException">There was no call.</exception>
    Task<UnknownNames> CallEndedAsync(CallPause pause, CancellationToken cancellationToken);

    /// <summary>Receives those names.</summary>
    /// <exception cref="InvalidDataException">These are not as many as were asked for.</exception>
    void Named(KnownNames names);
}
