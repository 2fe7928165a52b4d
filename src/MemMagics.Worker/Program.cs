using MemMagics.Worker.Isolation;
using MemMagics.Worker.Platform;
using MemMagics.Worker.Wire;

namespace MemMagics.Worker;

/// <summary>The worker process: waits for one request, measures, ends. It is started by the engine, never by people.</summary>
internal static class Program
{
    // Woven frames are larger than plain ones (DESIGN.md, section 11); reserved, not committed.
    private const int ReservedStack = 64 << 20;

    private static int Main()
    {
        if (!OperatingSystem.IsWindows())
            _ = LibC.NewSession();

        var engine = StandardStreams.TakeOver();
        WarmUp.Run();
        engine.Send(MessageKind.Ready);
        if (engine.Receive() is not { Kind: MessageKind.Run } message)
            return 0;

        var request = message.Read(RunRequest.Read);
        var measuring = new Thread(() => Measure(request, engine), ReservedStack) { IsBackground = true, Name = "measured code" };
        measuring.Start();

        // The engine says nothing more: the pipe ends when the notebook's process does, however that ends.
        engine.Receive();
        ProcessEnd.Now(0);
        return 0;
    }

    private static void Measure(RunRequest request, Connection engine)
    {
        new WorkerRun(request, engine).Execute();
        FlushPrinted();
        ProcessEnd.Now(0);
    }

    private static void FlushPrinted()
    {
        try
        {
            Console.Out.Flush();
            Console.Error.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Measured code closed or replaced them.
        }
    }
}
