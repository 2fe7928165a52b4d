using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Documents() =>
    [
        Rebuilt("System.Text.Json.JsonDocument", "parsed again from its own text", static _ => new JsonDocumentRebuild()),
        Rebuilt("System.Text.Json.JsonSerializerOptions", "what was set in them, and their converters", static _ => new JsonOptionsRebuild()),
        .. Fields("System.Text.Json.Serialization.", "field by field", "JsonStringEnumConverter", "JsonStringEnumConverter`1"),
        Fields("System.Text.Json.JsonElement", "its document and the place in it"),
        .. Fields("System.Text.Json.Nodes.", "field by field", "JsonObject", "JsonArray", "JsonNode", "JsonNodeOptions"),
        Rebuilt("System.Text.Json.Nodes.JsonValue", "by the value inside it", static _ => new JsonValueRebuild(), RuleScope.FrameworkDerived),
        .. Fields(
            "System.Xml.Linq.", "field by field", "XDocument", "XElement", "XAttribute", "XText", "XCData", "XComment", "XDeclaration", "XDocumentType",
            "XProcessingInstruction", "XContainer", "XNode", "XObject", "LineInfoAnnotation", "LineInfoEndElementAnnotation", "BaseUriAnnotation", "XObjectChangeAnnotation"),
        .. Fields(
            "System.Xml.Linq.", "axes, also half-way through: field by field", "XContainer+<*", "XNode+<*", "XElement+<*", "XObject+<*", "Extensions+<*"),
        Rebuilt("System.Xml.Linq.XName", "the worker's own of that name", static _ => new XNameRebuild()),
        Rebuilt("System.Xml.Linq.XNamespace", "the worker's own of that name", static _ => new XNamespaceRebuild()),
        Rebuilt("System.Dynamic.ExpandoObject", "its members, in order, and its event handlers", static _ => new ExpandoRebuild()),
    ];
}
