using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using System.Text.RegularExpressions;

namespace MemMagics.Session;

/// <summary>
/// Gives types that are local to their file the names that they have in it: the compiler calls <c>file class Parser</c> of app.cs
/// <c>&lt;app&gt;F0123…__Parser</c>. A name is written over the one that is there, which is longer, so that nothing moves.
/// </summary>
/// <param name="metadata">The assembly.</param>
/// <param name="image">A copy of the file, to be changed.</param>
/// <param name="start">Where the metadata is in it.</param>
internal sealed partial class FileLocalNames(MetadataReader metadata, byte[] image, int start)
{
    /// <returns>
    /// The types that have other names now. A name that several types have, in whatever namespace, is given to none of them: code that could name one of them would
    /// not know which, and those of one file share one string.
    /// </returns>
    public List<RenamedType> Write()
    {
        var types = metadata.TypeDefinitions.Where(type => metadata.GetTypeDefinition(type).GetDeclaringType().IsNil).Select(TypeOf).ToList();
        var renamed = types.GroupBy(static type => type.Name).Where(static same => same.Count() == 1).Select(static same => same.Single()).Where(static type => type.Name != type.Original).ToList();
        foreach (var type in renamed)
        {
            var place = metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(type.Token & 0xffffff)).Name;
            Encoding.UTF8.GetBytes(type.Name + '\0').CopyTo(image, start + metadata.GetHeapMetadataOffset(HeapIndex.String) + metadata.GetHeapOffset(place));
        }

        return renamed;
    }

    private RenamedType TypeOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return new RenamedType(metadata.GetToken(handle), metadata.GetString(type.Namespace), FileLocal().Match(name) is { Success: true } match ? match.Groups["name"].Value : name, name);
    }

    // Roslyn, GeneratedNames.MakeFileTypeMetadataNamePrefix.
    [GeneratedRegex("^<[^>]*>F[0-9A-F]{64}__(?<name>.+)$")]
    private static partial Regex FileLocal();
}
