using System.Text.Json;
using System.Text.Json.Nodes;
using MemMagics.Wire.Runtime;

namespace MemMagics.Session;

/// <summary>What the <c>runtimeconfig.json</c> of a program asks for.</summary>
internal sealed class ProgramConfiguration
{
    private readonly JsonObject? _options;

    /// <summary>Reads the file.</summary>
    /// <exception cref="MagicException">It cannot be read, or is none.</exception>
    public ProgramConfiguration(string path)
    {
        try
        {
            _options = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip })?["runtimeOptions"] as JsonObject;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new MagicException($"The program's configuration '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Whether it asks for the garbage collector of servers.</summary>
    public bool HasServerGc => _options?["configProperties"]?["System.GC.Server"]?.ToString() == "true";

    /// <summary>Its properties (<c>System.GC.RetainVM</c>, <c>System.Globalization.Invariant</c>), a copy. Empty for none.</summary>
    public JsonObject Properties() => _options?["configProperties"]?.DeepClone() as JsonObject ?? [];

    /// <summary>The frameworks given, and those that it asks for besides, in the versions that go with this process's runtime.</summary>
    public IEnumerable<JsonObject> FrameworksBesides(IEnumerable<JsonObject> given)
    {
        var all = given.ToList();
        var names = all.Select(static framework => framework["name"]?.ToString()).ToHashSet();
        var own = _options?["frameworks"] is JsonArray several ? several : new JsonArray(_options?["framework"]?.DeepClone());
        return all.Concat(own.OfType<JsonObject>().Where(framework => !names.Contains(framework["name"]?.ToString())).Select(OfThisRuntime));
    }

    /// <summary>A program may have been built for an older .NET. What is not installed stays as it is, for the runtime to say so.</summary>
    private static JsonObject OfThisRuntime(JsonObject framework)
    {
        var own = (JsonObject)framework.DeepClone();
        if (framework["name"]?.ToString() is { } name && DotnetHost.FolderOf(name) is { } folder)
            own["version"] = Path.GetFileName(folder);
        return own;
    }
}
