using System.Text.Json.Nodes;

namespace MemMagics.Tests.Jupyter;

/// <summary>What a client saw of a cell that it sent.</summary>
internal sealed class ExecutedRequest(JsonObject transcript)
{
    public JsonObject Reply => transcript["reply"]!.AsObject();

    public string Status => Reply["status"]!.GetValue<string>();

    /// <summary>How a request to interrupt it was answered, where the client waited for that.</summary>
    public string? Interrupted => transcript["interrupted"]?.GetValue<string>();

    public int Count => Reply["execution_count"]!.GetValue<int>();

    /// <summary>The messages between busy and idle, in order.</summary>
    public IReadOnlyList<JsonObject> Messages => [.. transcript["messages"]!.AsArray().Select(message => message!.AsObject()).Where(message => Type(message) != "status")];

    /// <summary>Their types, without the echo of the code.</summary>
    public IReadOnlyList<string> Types => [.. Messages.Select(Type).Where(type => type != "execute_input")];

    public string Stream(string name) =>
        string.Concat(Messages.Where(message => Type(message) == "stream" && message["name"]!.GetValue<string>() == name).Select(message => message["text"]!.GetValue<string>()));

    public string Result(string mimeType = "text/plain") => Data("execute_result", mimeType).Single();

    /// <summary>The forms of that type in all messages of a type.</summary>
    public IReadOnlyList<string> Data(string messageType, string mimeType = "text/plain") =>
        [.. Messages.Where(message => Type(message) == messageType).Select(message => message["data"]![mimeType]!.GetValue<string>())];

    public JsonObject Error => Messages.Single(message => Type(message) == "error");

    public string Traceback => string.Join('\n', Error["traceback"]!.AsArray().Select(line => line!.GetValue<string>()));

    private static string Type(JsonObject message) => message["type"]!.GetValue<string>();
}
