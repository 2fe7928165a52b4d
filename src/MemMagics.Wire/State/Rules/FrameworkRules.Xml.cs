using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Xml() =>
    [
        .. Fields(
            "System.Xml.", "field by field, with the whole document; one with schemas does not travel", "XmlDocument", "XmlElement", "XmlAttribute", "XmlText", "XmlCDataSection", "XmlComment", "XmlWhitespace",
            "XmlSignificantWhitespace", "XmlProcessingInstruction", "XmlDeclaration", "XmlDocumentFragment", "XmlUnspecifiedAttribute", "XmlAttributeCollection", "XmlNamedNodeMap",
            "XmlNamedNodeMap+SmallXmlNodeList", "XmlNamedNodeMap+SmallXmlNodeList+SingleObjectEnumerator", "XmlChildNodes", "XmlChildEnumerator", "XmlImplementation"),
        .. Fields(
            "System.", "field by field, with the document", "Xml.XmlNamespaceManager", "Xml.XmlNamespaceManager+NamespaceDeclaration", "Xml.DocumentXPathNavigator", "Xml.DocumentXPathNavigator+*"),
        Fields("System.Xml.XmlName") with { ExcludedFields = ["_hashCode", "next"] },
        Rebuilt("System.Xml.NameTable", "its strings, by the worker's own hash codes", static _ => new NameTableRebuild()),
        Rebuilt("System.Xml.DomNameTable", "its names, by the worker's own hash codes", static _ => new DomNameTableRebuild()),
    ];
}
