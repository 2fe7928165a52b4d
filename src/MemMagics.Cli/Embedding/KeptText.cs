using System.Text;
using MemMagics.Cli.Directives;

namespace MemMagics.Cli.Embedding;

/// <summary>The text that a <c>#!value</c> keeps, from where the directive says.</summary>
internal static class KeptText
{
    // Unlike System.Text.Encoding.UTF8, it throws on bytes that are no text.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="arguments">What stands behind the directive's name.</param>
    /// <param name="below">The text in the lines below it.</param>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="output">Is told what is waited for.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>The text, or why there is none, as a sentence.</returns>
    public static async Task<(StoredValue? Value, string? Fault)> OfAsync(MagicArguments arguments, string below, string folder, ICellOutput output, CancellationToken cancellationToken)
    {
        var mimeType = arguments["mime-type"];
        if (arguments["from-url"] is { } url)
            return await OfUrlAsync(url, mimeType, output, cancellationToken);
        try
        {
            var text = arguments["from-file"] is { } file ? await File.ReadAllTextAsync(Path.GetFullPath(file, folder), cancellationToken) : arguments["from-value"] ?? below;
            return (new StoredValue(text, mimeType ?? StoredValue.Plain), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, $"'{arguments["from-file"]}' cannot be read: {e.Message}");
        }
    }

    private static async Task<(StoredValue? Value, string? Fault)> OfUrlAsync(string url, string? mimeType, ICellOutput output, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            return (null, $"'{url}' is no address that can be fetched: it begins with http:// or https://. A file is read with --from-file.");

        output.Wait($"fetching {url}");
        try
        {
            using var client = new HttpClient { DefaultRequestHeaders = { { "User-Agent", "memmagics" } } };
            using var answer = await client.GetAsync(address, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                return (null, $"'{url}' cannot be fetched: the server answers {(int)answer.StatusCode} ({ReasonOf(answer)}).");
            var type = answer.Content.Headers.ContentType;
            return TextOf(await answer.Content.ReadAsByteArrayAsync(cancellationToken), type?.CharSet?.Trim('"')) is { } text
                ? (new StoredValue(text, mimeType ?? type?.MediaType ?? StoredValue.Plain), null)
                : (null, $"'{url}' is no text that can be read (the server calls it {type?.ToString() ?? "nothing"}). Fetch it in C#, with HttpClient.");
        }
        catch (HttpRequestException e)
        {
            return (null, $"'{url}' cannot be fetched: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"'{url}' cannot be fetched: the server did not answer in time.");
        }
        finally
        {
            output.Wait(null);
        }
    }

    private static string ReasonOf(HttpResponseMessage answer) => answer.ReasonPhrase is { Length: > 0 } reason ? reason : answer.StatusCode.ToString();

    /// <returns><see langword="null"/> when the bytes are no text.</returns>
    private static string? TextOf(byte[] content, string? charset)
    {
        try
        {
            var encoding = charset is null ? s_utf8 : Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            var text = encoding.GetString(content).TrimStart('\uFEFF');
            return text.Contains('\0') ? null : text;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
