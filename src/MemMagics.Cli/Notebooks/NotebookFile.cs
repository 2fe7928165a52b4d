using System.Text;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Notebooks;

/// <summary>Notebook files on disk: the format is chosen by the file's ending.</summary>
internal static class NotebookFile
{
    // No notebook is larger, and devices have no end.
    private const int LargestFile = 512 << 20;

    // Throws on bytes that are not UTF-8, instead of silently replacing what the author wrote.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NotebookException">The file cannot be read as a notebook.</exception>
    public static Notebook Open(string path)
    {
        var fullPath = FullPath(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".dib" or ".dotnet-interactive" => DibFormat.Read(fullPath, Text(path)),
            ".ipynb" => IpynbReader.Read(fullPath, Text(path)),
            _ => throw new NotebookException($"'{path}' is no notebook: its name should end in .dib or .ipynb."),
        };
    }

    /// <summary>The path from the root, for when the working directory is another one.</summary>
    /// <exception cref="NotebookException">The working directory is gone.</exception>
    public static string FullPath(string path)
    {
        try
        {
            return WorkingDirectory.FullPath(path);
        }
        catch (IOException e)
        {
            throw new NotebookException($"'{path}' cannot be found: {e.Message}", e);
        }
    }

    /// <summary>Refuses a file that could not be written before a notebook has run for minutes, not after.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayBeSource">Whether it may replace a notebook or other source.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="NotebookException">It could not be written, or should not.</exception>
    public static string Writable(string path, bool mayBeSource)
    {
        var fullPath = FullPath(path);
        Writing(path, () =>
        {
            if (mayBeSource)
                WholeFile.Check(fullPath);
            else
                WholeFile.CheckOutput(fullPath);
        });
        return fullPath;
    }

    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="NotebookException">It cannot be written.</exception>
    public static void Write(string path, string text) => Writing(path, () => WholeFile.Write(path, text));

    private static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"'{path}' cannot be written: {e.Message}", e);
        }
    }

    private static string Text(string path)
    {
        try
        {
            return s_utf8.GetString(Bytes(path)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException($"There is no notebook '{path}'.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new NotebookException($"'{path}' is not UTF-8 text. Save it in that encoding.", e);
        }
        catch (PathTooLongException e)
        {
            throw new NotebookException($"'{path}' cannot be read: its name is too long.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException(Directory.Exists(path) ? $"'{path}' is a folder. Name a notebook in it." : $"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            if (content.Length + read > LargestFile)
                throw new NotebookException($"'{path}' is no notebook: it is larger than {LargestFile >> 20} MiB.");
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
