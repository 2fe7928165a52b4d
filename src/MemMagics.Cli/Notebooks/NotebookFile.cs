using System.Text;

namespace MemMagics.Cli.Notebooks;

/// <summary>Notebook files on disk: the format is chosen by the file's ending.</summary>
internal static class NotebookFile
{
    // Throws on bytes that are not UTF-8, instead of silently replacing what the author wrote.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NotebookException">The file cannot be read as a notebook.</exception>
    public static Notebook Open(string path)
    {
        var fullPath = Path.GetFullPath(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".dib" or ".dotnet-interactive" => DibFormat.Read(fullPath, Text(path)),
            ".ipynb" => IpynbReader.Read(fullPath, Text(path)),
            _ => throw new NotebookException($"'{path}' is no notebook: its name should end in .dib or .ipynb."),
        };
    }

    /// <summary>Writes the file whole or not at all.</summary>
    public static void Write(string path, string text)
    {
        try
        {
            WholeFile.Write(path, text);
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
            return s_utf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException($"There is no notebook '{path}'.", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new NotebookException($"'{path}' is not UTF-8 text.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}
