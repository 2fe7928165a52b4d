using MemMagics.Platform;
using MemMagics.Wire.Messages;
using MemMagics.Worker.Isolation;
using MemMagics.Worker.State;

namespace MemMagics.Worker;

/// <summary>The worker process: warms up, waits for one request, measures, exits. It is started by the engine, never by hand.</summary>
internal static class Program
{
    // Woven frames are larger than plain ones (docs/measurements.md, Line probes); reserved, not committed.
    private const int ReservedStack = 64 << 20;

    private static int Main()
    {
        HostPlatform.Processes.BecomeWorker();
        var connection = StandardStreams.TakeOver();
        var engine = new EngineLink(connection);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            ProgramProcess.IsEnding = true;
            ProgramProcess.AtExit?.Invoke();
            engine.Send(MessageKind.Exiting, static writer => writer.Write(Environment.ExitCode));
        };
        try
        {
            Serve(connection, engine);
        }
        catch (Exception)
        {
            // Measured code has closed the connection, or written to it.
            ProcessEnd.Now(Connection.ExitCodeWhenBroken);
        }

        // The engine closes the pipe when it is done with the worker; the kernel does when the notebook's process ends, however it ends.
        ProcessEnd.WithDescendants();
        return 0;
    }

    private static void Serve(Connection connection, EngineLink engine)
    {

        // This thread may return here while the code that it started is already being measured, so it allocates nothing before it waits for
        // the next message. (A closure over a variable of the loop would count as 32 B; docs/measurements.md, Allocated bytes.)
        while (connection.Receive() is { } message)
        {
            switch (message.Kind)
            {
                case MessageKind.Hashes:
                    HashAgreement.Reach(message.Read(HashOffer.Read));
                    break;
                case MessageKind.WarmUp:
                    WarmUp(message.Read(RunRequest.Read));
                    engine.Send(MessageKind.Ready);
                    break;
                case MessageKind.ArraysCopied or MessageKind.GoOn or MessageKind.NamesUnknown:
                    engine.Answer(message);
                    break;
                default:
                    engine.Send(MessageKind.Started);
                    StartMeasuring(message.Read(RunRequest.Read), engine);
                    break;
            }
        }
    }

    private static void WarmUp(RunRequest request) => OnMeasuringThread(() => new WorkerRun(request, NullEngine.Instance).Execute()).Join();

    private static void StartMeasuring(RunRequest request, EngineLink engine) => OnMeasuringThread(() => Measure(request, engine));

    private static Thread OnMeasuringThread(Action work)
    {
        var thread = new Thread(() => work(), ReservedStack) { IsBackground = true, Name = "measured code" };
        thread.Start();
        return thread;
    }

    /// <summary>Tells the engine that nothing more comes, and ends the process.</summary>
    public static void Finish(RunRequest request, IEngine engine)
    {
        Printing.End(request.EndOfPrinted);
        engine.Send(MessageKind.Finished);
        ProcessEnd.Now(0);
    }

    private static void Measure(RunRequest request, IEngine engine)
    {
        new WorkerRun(request, engine).Execute();
        Finish(request, engine);
    }
}
