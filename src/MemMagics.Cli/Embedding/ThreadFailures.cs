using System.Runtime.ExceptionServices;

namespace MemMagics.Cli.Embedding;

/// <summary>Exceptions that nobody catches on threads that cells have started. They would end the process, and the session with it.</summary>
internal static class ThreadFailures
{
    private static Func<ICellOutput?> s_output = static () => null;
    private static int s_installed;

    /// <summary>From now on they are told in the output of the cell. Once per process; the last session is told.</summary>
    public static void TellIn(Func<ICellOutput?> cell)
    {
        s_output = cell;
        if (Interlocked.Exchange(ref s_installed, 1) == 0)
            ExceptionHandling.SetUnhandledExceptionHandler(Tell);
    }

    private static bool Tell(Exception exception)
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
