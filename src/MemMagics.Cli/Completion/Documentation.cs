using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Completion;

/// <summary>Documentation comments as plain text.</summary>
internal static partial class Documentation
{
    /// <summary>A symbol's documentation; <see langword="null"/> when it has none.</summary>
    public static string? Of(SemanticModel model, ISymbol symbol)
    {
        var definition = (symbol as IMethodSymbol)?.ReducedFrom?.OriginalDefinition ?? symbol.OriginalDefinition;
        var xml = definition.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml))
            xml = FromFile(model, definition);
        if (string.IsNullOrWhiteSpace(xml))
            return null;
        try
        {
            return Render(XElement.Parse(xml.TrimStart().StartsWith("<member", StringComparison.Ordinal) || xml.TrimStart().StartsWith("<doc", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>", LoadOptions.PreserveWhitespace));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? FromFile(SemanticModel model, ISymbol definition) =>
        definition.ContainingAssembly is { } assembly && model.Compilation.GetMetadataReference(assembly) is PortableExecutableReference { FilePath: { } path } && definition.GetDocumentationCommentId() is { } id
            ? DocumentationFiles.Find(path, id)
            : null;

    private static string? Render(XElement member)
    {
        var text = new StringBuilder();
        AppendSection("", "summary");
        foreach (var parameter in member.Elements("param"))
            AppendLine($"  {parameter.Attribute("name")?.Value}: ", parameter);
        AppendSection("Returns: ", "returns");
        foreach (var exception in member.Elements("exception"))
            AppendLine($"Throws {ShortName(exception.Attribute("cref")?.Value ?? "")}: ", exception);
        AppendSection("Remarks: ", "remarks");
        return text.Length == 0 ? null : text.ToString().TrimEnd();

        void AppendSection(string label, string name)
        {
            if (member.Element(name) is { } section)
                AppendLine(label, section);
        }

        void AppendLine(string label, XElement element)
        {
            if (Text(element) is { Length: > 0 } content)
                text.Append(label).Append(content).Append('\n');
        }
    }

    private static string Text(XElement element) => WhiteSpace().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => ShortName(see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? see.Value),
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => reference.Attribute("name")?.Value ?? "",
        XElement { Name.LocalName: "para" or "br" } paragraph => $" {string.Concat(paragraph.Nodes().Select(Text))} ",
        XElement { Name.LocalName: "code" } => "",
        XElement other => string.Concat(other.Nodes().Select(Text)),
        _ => "",
    };

    /// <summary><c>M:System.String.Substring(System.Int32)</c> as <c>String.Substring</c>.</summary>
    private static string ShortName(string reference)
    {
        var name = reference is [_, ':', ..] ? reference[2..] : reference;
        var parts = Arguments().Replace(name, "").Split('.');
        return string.Join('.', reference.StartsWith("T:", StringComparison.Ordinal) || parts.Length == 1 ? parts[^1..] : parts[^2..]);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"\(.*\)|``?\d+")]
    private static partial Regex Arguments();
}
