using System.Buffers.Binary;
using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;
using MemMagics.Platform;

namespace MemMagics.Origins.Events;

/// <summary>
/// Takes connections of a runtime, of a worker's or of another program's, which connects by itself: when it starts, and again whenever a connection is used. Each takes one
/// command (dotnet/diagnostics, documentation/design-docs/ipc-protocol.md, "Reversed server").
/// </summary>
internal abstract class DiagnosticsServer : IDisposable
{
    // The runtime introduces itself: a mark, a random number, its process, two reserved bytes.
    private const int AdvertiseSize = 34;
    private const int AdvertisedProcess = 24;

    /// <summary>The name of the port, for the runtime that is to connect.</summary>
    public abstract string Name { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public static DiagnosticsServer Start() => HostPlatform.Files.HasPipeNames ? new PipeServer() : new SocketServer();

    /// <summary>Waits for the runtime's next connection, which takes one command.</summary>
    /// <exception cref="IOException">Something else than a runtime has connected.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<Stream> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var stream = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await IntroduceAsync(stream, cancellationToken).ConfigureAwait(false);
                return stream;
            }
            catch (EndOfStreamException)
            {
                // Whoever it was has given up; a runtime comes back.
            }
        }
    }

    /// <summary>Waits for the next connection, of whichever runtime.</summary>
    /// <exception cref="IOException">Nobody can connect any more.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public abstract Task<Stream> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Reads which runtime has connected. A connection that is not a runtime's is closed.</summary>
    /// <returns>Its process id, as its own process sees it.</returns>
    /// <exception cref="IOException">Something else than a runtime has connected.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<int> IntroduceAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            var advertise = new byte[AdvertiseSize];
            await stream.ReadExactlyAsync(advertise, cancellationToken).ConfigureAwait(false);
            return advertise.AsSpan().StartsWith("ADVR_V1\0"u8)
                ? (int)BinaryPrimitives.ReadUInt64LittleEndian(advertise.AsSpan(AdvertisedProcess))
                : throw new IOException("something else than a runtime has connected");
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends to listen. Connections go on.</summary>
    public abstract void Dispose();

    private sealed class SocketServer : DiagnosticsServer
    {
        // A socket's path fits into sockaddr_un: 104 bytes on the BSD family, 108 on Linux.
        private const int LongestPath = 100;
        private const string PortName = "port";

        private static readonly TimeSpan s_lookInterval = TimeSpan.FromMilliseconds(200);

        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly string _folder;

        public SocketServer()
        {
            // The folder is ours alone, so nobody else can connect.
            _folder = Directory.CreateTempSubdirectory("memmagics-").FullName;
            if (!IsUsable(Path.Combine(_folder, PortName)))
            {
                Directory.Delete(_folder);
                _folder = Path.Combine("/tmp", Path.GetFileName(_folder));
                HostPlatform.Files.CreateOwnFolder(_folder);
            }

            Name = Path.Combine(_folder, PortName);
            try
            {
                _listener.Bind(new UnixDomainSocketEndPoint(Name));
                _listener.Listen();
            }
            catch (Exception e) when (e is SocketException or ArgumentException)
            {
                Dispose();
                throw new IOException($"no socket can be made at {Name}: {e.Message}", e);
            }
        }

        public override string Name { get; }

        /// <summary>Whether a path fits into an address, and into the runtime's variable, in which commas and semicolons separate.</summary>
        private static bool IsUsable(string path) => Encoding.UTF8.GetByteCount(path) <= LongestPath && !path.AsSpan().ContainsAny(',', ';');

        public override void Dispose()
        {
            _listener.Dispose();
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Measured code has taken it away.
            }
        }

        public override async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
        {
            using var deleted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                var accepting = _listener.AcceptAsync(deleted.Token).AsTask();
                while (await Task.WhenAny(accepting, Task.Delay(s_lookInterval, CancellationToken.None)).ConfigureAwait(false) != accepting)
                {
                    if (!File.Exists(Name))
                        await deleted.CancelAsync().ConfigureAwait(false);
                }

                return new NetworkStream(await accepting.ConfigureAwait(false), ownsSocket: true);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException($"the socket over which the runtime is asked for its events was deleted ({Name})", e);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                throw new IOException(e.Message, e);
            }
        }
    }

    private sealed class PipeServer : DiagnosticsServer
    {
        // Without a buffer whoever writes waits until somebody reads: a runtime waits a tenth of a second for that, and gives up the connection.
        private const int BufferSize = 64 << 10;

        private NamedPipeServerStream _next;

        public PipeServer() => _next = Instance();

        public override string Name { get; } = $"memmagics-{Guid.NewGuid():N}";

        public override void Dispose() => _next.Dispose();

        public override async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
        {
            await _next.WaitForConnectionAsync(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            var connected = _next;
            _next = Instance();
            return connected;
        }

        private NamedPipeServerStream Instance() => new(
            Name, PipeDirection.InOut, NamedPipeServerStream.MaxAllowedServerInstances, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly, BufferSize, BufferSize);
    }
}
