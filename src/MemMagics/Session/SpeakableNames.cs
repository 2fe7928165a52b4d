using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace MemMagics.Session;

/// <summary>
/// Gives the entry point that the compiler made, and the local functions of the method that it is or calls, names that C# can write. A name is
/// written over the one that is there, which is longer, so that nothing moves.
/// </summary>
/// <param name="metadata">The assembly.</param>
/// <param name="entryPoint">Token of its entry point; 0 for none.</param>
/// <param name="image">A copy of the file, to be changed.</param>
/// <param name="start">Where the metadata is in it.</param>
internal sealed class SpeakableNames(MetadataReader metadata, int entryPoint, byte[] image, int start)
{
    private const string LocalFunction = ">g__";

    /// <returns>The methods that have other names now. Each name is given once, though scopes within the method may repeat it.</returns>
    public List<RenamedMethod> Write()
    {
        var renamed = new List<RenamedMethod>();
        if (MetadataTokens.EntityHandle(entryPoint) is not { Kind: HandleKind.MethodDefinition } handle)
            return renamed;

        var entry = metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
        var type = metadata.GetTypeDefinition(entry.GetDeclaringType());
        var members = type.GetMethods().Select(method => metadata.GetString(metadata.GetMethodDefinition(method).Name))
            .Concat(type.GetFields().Select(field => metadata.GetString(metadata.GetFieldDefinition(field).Name)))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var method in type.GetMethods())
        {
            var definition = metadata.GetMethodDefinition(method);
            var name = metadata.GetString(definition.Name);
            if (method == (MethodDefinitionHandle)handle && name.StartsWith('<'))
                Rename(method, definition.Name, name, EntryPoint.Speakable);
            else if (LocalOf(name) is { } local && members.Add(local))
                Rename(method, definition.Name, name, local);
        }

        return renamed;

        void Rename(MethodDefinitionHandle method, StringHandle place, string name, string speakable)
        {
            var bytes = Encoding.UTF8.GetBytes(speakable + '\0');
            if (bytes.Length > Encoding.UTF8.GetByteCount(name) + 1)
                return;

            bytes.CopyTo(image, start + metadata.GetHeapMetadataOffset(HeapIndex.String) + metadata.GetHeapOffset(place));
            TakeCompilersMark(method);
            renamed.Add(new RenamedMethod(metadata.GetToken(method), speakable, name));
        }
    }

    /// <summary>The source's name of a local function of the entry point: <c>&lt;&lt;Main&gt;$&gt;g__Solve|0_0</c> is <c>Solve</c>; <see langword="null"/> for any other method.</summary>
    public static string? LocalOf(string name) =>
        name.StartsWith($"<{ProgramAssembly.TopLevelCode}{LocalFunction}", StringComparison.Ordinal) || name.StartsWith($"<Main{LocalFunction}", StringComparison.Ordinal) ? LocalName(name) : null;

    /// <summary>The source's name of any local function; <see langword="null"/> for a method that is none.</summary>
    public static string? LocalName(string name)
    {
        var begin = name.IndexOf(LocalFunction, StringComparison.Ordinal);
        var end = name.LastIndexOf('|');
        return begin > 0 && end > begin ? name[(begin + LocalFunction.Length)..end] : null;
    }

    /// <summary>A local function is marked as the compiler's own work; here it is the author's. Its mark becomes one of the assembly's other attributes.</summary>
    private void TakeCompilersMark(MethodDefinitionHandle method)
    {
        var other = metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute).FirstOrDefault().Constructor;
        if (other.Kind != HandleKind.MemberReference)
            return;

        var rowSize = metadata.GetTableRowSize(TableIndex.CustomAttribute);
        var table = start + metadata.GetTableMetadataOffset(TableIndex.CustomAttribute);
        foreach (var handle in metadata.GetMethodDefinition(method).GetCustomAttributes())
        {
            if (!IsCompilersMark(metadata.GetCustomAttribute(handle).Constructor))
                continue;

            // A row is the parent, the constructor and the value. The constructor is as wide as its coded index needs: 3 bits say the table.
            var constructorSize = Math.Max(metadata.GetTableRowCount(TableIndex.MemberRef), metadata.GetTableRowCount(TableIndex.MethodDef)) < 1 << 13 ? 2 : 4;
            var valueSize = metadata.GetHeapSize(HeapIndex.Blob) < 1 << 16 ? 2 : 4;
            var row = table + (metadata.GetRowNumber(handle) - 1) * rowSize;
            var coded = (metadata.GetRowNumber(other) << 3) | 3;
            BitConverter.GetBytes(coded).AsSpan(0, constructorSize).CopyTo(image.AsSpan(row + rowSize - valueSize - constructorSize));
        }
    }

    private bool IsCompilersMark(EntityHandle constructor) =>
        constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
        && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name) == nameof(System.Runtime.CompilerServices.CompilerGeneratedAttribute);
}
