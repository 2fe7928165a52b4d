namespace MemMagics.Cli.Scripting;

/// <summary>A cell's code was told to stop and did not.</summary>
internal sealed class CodeStillRunningException : Exception
{
    public CodeStillRunningException()
        : base("The code does not stop: it waits in native code or in a finally block.")
    {
    }
}
