using System.Runtime.ExceptionServices;

namespace MemMagics.Cli.Embedding;

/// <summary>Handles exceptions that nobody catches on threads that cells have started: they would end the process, and the session with it.</summary>
internal static class UnhandledExceptions
{
    private static Func<ICellOutput?> s_output = static () => null;
    private static int s_installed;

    /// <summary>From now on shows them in the output of the cell. There is one handler per process: the last session gets them.</summary>
    public static void ShowIn(Func<ICellOutput?> cell)
    {
        s_output = cell;
        if (Interlocked.Exchange(ref s_installed, 1) == 0)
            ExceptionHandling.SetUnhandledExceptionHandler(Handle);
    }

    private static bool Handle(Exception exception)
    {
        // What is left of a cell that was stopped.
        if (exception is ThreadAbortException or ThreadInterruptedException or TaskSchedulerException)
            return true;
        if (s_output() is not { } cell)
            return false;
        cell.Write(OutputStream.Error, $"A thread that a cell has started ended with an exception:\n{ErrorText.Of(exception).Text}\n");
        return true;
    }
}
