using System.Globalization;
using System.Reflection;
using MemMagics.Session;

namespace MemMagics.Measuring;

/// <summary>The execution context of the notebook's cell, for code that is measured in the notebook's own process.</summary>
/// <remarks>
/// What a host keeps in it flows to every thread and task that the code starts, and makes each dearer than in a program of the code's own (a
/// thread by up to 176 B, a task by 80 B; docs/measurements.md, Allocated bytes). So the code runs without it, unless it needs it. No cell can leave
/// anything in it: a submission runs in an asynchronous method, which takes back what the code has set.
/// </remarks>
internal sealed class NotebookContext
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _resources = CultureInfo.CurrentUICulture;
    private readonly bool _isHostCalled;

    /// <summary>Captures the context of the caller.</summary>
    public NotebookContext(NotebookSession session, IEnumerable<Assembly> reached)
    {
        _isHostCalled = reached.Any(assembly => session.ContextAssemblies.Any(host => assembly.GetName().Name!.StartsWith(host, StringComparison.Ordinal)));
    }

    /// <summary>Whether the code finds its cell, or its culture, only in this context.</summary>
    public bool IsNeeded { get; private set; }

    /// <summary>Runs work on a thread of its own: in this context if the code needs it, else in the default one.</summary>
    public Thread Start(Action work, int stack)
    {
        var thread = new Thread(() => Run(work), stack) { IsBackground = true, Name = "measured code" };
        thread.UnsafeStart();
        return thread;
    }

    private void Run(Action work)
    {
        IsNeeded = _context is not null
            && (_isHostCalled || !ReferenceEquals(CultureInfo.CurrentCulture, _culture) || !ReferenceEquals(CultureInfo.CurrentUICulture, _resources));
        if (IsNeeded)
            ExecutionContext.Restore(_context!);
        else if (_context is not null && !ReferenceEquals(_context, ExecutionContext.Capture()))
        {
            WriteInContext(work);
            return;
        }

        work();
    }

    /// <summary>What the code prints belongs to its cell all the same.</summary>
    private void WriteInContext(Action work)
    {
        var (output, error) = (Console.Out, Console.Error);
        Console.SetOut(new ContextWriter(output, _context!));
        Console.SetError(new ContextWriter(error, _context!));
        try
        {
            work();
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
