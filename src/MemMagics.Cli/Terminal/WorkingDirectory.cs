namespace MemMagics.Cli.Terminal;

/// <summary>The directory that the tool was started in, which somebody may have deleted since.</summary>
internal static class WorkingDirectory
{
    /// <summary>A path from the root; relative ones are meant from the working directory.</summary>
    /// <exception cref="IOException">The working directory is gone.</exception>
    public static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException("the working directory is gone. Change to another one first.", e);
        }
    }
}
