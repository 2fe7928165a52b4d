using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Isolation;

/// <summary>What code sees of its thread and its process although it is no value of the session: execution context, environment, cultures, current directory.</summary>
/// <remarks>
/// Nothing here flows: in the default execution context a thread costs what it costs in a program that has set nothing. And what the first
/// call has set is taken back, so that the warm call finds what the first one did.
/// </remarks>
internal sealed class CallSurroundings(RunRequest request)
{
    // Captured where nothing has been set: the process's first thread has started this one.
    private readonly ExecutionContext _context = ExecutionContext.Capture()!;
    private readonly ProcessEnvironment _environment = new(request.Environment);

    /// <summary>Makes everything as the notebook has it, on the thread that calls this.</summary>
    public void Restore()
    {
        ExecutionContext.Restore(_context);
        SynchronizationContext.SetSynchronizationContext(null);
        _environment.Restore();
        Environment.CurrentDirectory = request.CurrentDirectory;
        if (request.Program is not null)
            return; // its cultures are those that its own start and configuration give it

        ProcessCulture.Formats.Set(request.Cultures.Formats);
        ProcessCulture.Resources.Set(request.Cultures.Resources);
    }
}
