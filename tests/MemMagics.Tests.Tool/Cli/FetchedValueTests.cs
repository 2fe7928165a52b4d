using System.Net;
using System.Text;

namespace MemMagics.Tests.Cli;

/// <summary><c>#!value --from-url</c>, from a server on this machine.</summary>
[NonParallelizable]
public sealed class FetchedValueTests
{
    private RecordedSession _session = null!;
    private HttpListener _server = null!;
    private string _address = null!;

    [OneTimeSetUp]
    public void StartSessionAndServer()
    {
        _session = new RecordedSession();
        (_server, _address) = Listening();
        _ = ServeAsync();
    }

    [OneTimeTearDown]
    public async Task EndSessionAndServer()
    {
        _server.Close();
        await _session.DisposeAsync();
    }

    [TestCase("table.csv", "v.Split('\\n')[1]", "Zürich,1\n")]
    [TestCase("latin1", "v", "Zürich\n")]
    [TestCase("json", "v.RootElement.GetProperty(\"a\")[1].GetDouble()", "2.5\n")]
    [TestCase("problem", "v.RootElement.GetProperty(\"title\").GetString()", "none\n")]
    [TestCase("untyped", "v", "plain\n")]
    [TestCase("json --mime-type text/plain", "v.Length", "{\"a\":[1,2.5]}\n13\n")]
    public async Task WhatAServerAnswersIsATextOrJsonAsTheServerCallsIt(string path, string code, string output)
    {
        var ran = await RunAsync($"#!value --name v --from-url {_address}{path}\n#!csharp\n#!share --from value v\n{code}");
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Is.EqualTo(output));
    }

    [TestCase("missing", "'{0}missing' cannot be fetched: the server answers 404 (Not Found).")]
    [TestCase("picture", "'{0}picture' is no text that can be read (the server calls it image/png). Fetch it in C#, with HttpClient.")]
    public async Task WhatIsNoTextOrNotThereIsASentence(string path, string sentence) =>
        Assert.That((await RunAsync($"#!value --name v --from-url {_address}{path}")).Result.Error!.Text, Is.EqualTo($"cell {_session.Cells}, line 1: {string.Format(null, sentence, _address)}"));

    [TestCase("table.csv", "'table.csv' is no address that can be fetched: it begins with http:// or https://. A file is read with --from-file.")]
    [TestCase("file:///etc/hosts", "'file:///etc/hosts' is no address that can be fetched: it begins with http:// or https://. A file is read with --from-file.")]
    public async Task AnAddressIsWhole(string address, string sentence) =>
        Assert.That((await RunAsync($"#!value --name v --from-url {address}")).Result.Error!.Text, Is.EqualTo($"cell {_session.Cells}, line 1: {sentence}"));

    [Test]
    public async Task AServerThatCannotBeReachedIsASentence()
    {
        // GIVEN an address where there was a server
        var (closed, address) = Listening();
        closed.Close();

        // WHEN, THEN
        Assert.That((await RunAsync($"#!value --name v --from-url {address}")).Result.Error!.Text, Does.StartWith($"cell {_session.Cells}, line 1: '{address}' cannot be fetched: ").And.Not.Contain("Exception"));
    }

    private Task<RanCell> RunAsync(string text) => _session.RunAsync(text);

    /// <summary>A server at a port that is free.</summary>
    private static (HttpListener Server, string Address) Listening()
    {
        while (true)
        {
            var server = new HttpListener();
            var address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/";
            server.Prefixes.Add(address);
            try
            {
                server.Start();
                return (server, address);
            }
            catch (HttpListenerException)
            {
                server.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                Answer(await _server.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The tests are over.
        }
    }

    private static void Answer(HttpListenerContext request)
    {
        var (type, content) = request.Request.Url!.AbsolutePath switch
        {
            "/table.csv" => ("text/csv", Encoding.UTF8.GetBytes("\uFEFFcity,n\nZürich,1\n")),
            "/latin1" => ("text/plain; charset=ISO-8859-1", Encoding.Latin1.GetBytes("Zürich")),
            "/json" => ("application/json; charset=utf-8", "{\"a\":[1,2.5]}"u8.ToArray()),
            "/problem" => ("application/problem+json", "{\"title\":\"none\"}"u8.ToArray()),
            "/untyped" => (null, "plain"u8.ToArray()),
            "/picture" => ("image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0, 0xFF }),
            _ => ((string?)null, Array.Empty<byte>()),
        };
        var answer = request.Response;
        answer.StatusCode = content.Length == 0 ? 404 : 200;
        answer.ContentType = type;
        answer.Close(content, willBlock: true);
    }
}
