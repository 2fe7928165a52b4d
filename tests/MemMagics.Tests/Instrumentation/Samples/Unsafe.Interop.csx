// A call to the operating system allocates nothing on its line.
// #!mprun -f Ids Ids()
using System.Runtime.InteropServices;

static class Native
{
    [DllImport("libc", EntryPoint = "getpid")]
    public static extern int Id();
}

object Ids()
{
    var id = Native.Id();             //= 1x 0 B
    return new[] { id, Native.Id() }; //= 1x 32 B
}
