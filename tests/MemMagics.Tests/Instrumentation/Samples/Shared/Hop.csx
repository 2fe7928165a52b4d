// "await new Hop()" goes on when Hop.Run says so, on another thread: the same each time.
using System.Runtime.CompilerServices;
using System.Threading;

class Hop : INotifyCompletion
{
    private static Action s_next;

    public bool IsCompleted => false;

    public Hop GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => s_next = continuation;

    public static T Run<T>(Func<Task<T>> start)
    {
        var task = start();
        while (s_next is { } next)
        {
            s_next = null;
            var thread = new Thread(() => next());
            thread.Start();
            thread.Join();
        }

        return task.GetAwaiter().GetResult();
    }
}
