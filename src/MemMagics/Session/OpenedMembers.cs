using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace MemMagics.Session;

/// <summary>Makes the types, methods and fields of an assembly public, all that C# has names for.</summary>
/// <param name="metadata">The assembly.</param>
/// <param name="image">A copy of the file, to be changed.</param>
/// <param name="start">Where the metadata is in it.</param>
/// <param name="named">Tokens of methods and types that have been given names.</param>
internal sealed class OpenedMembers(MetadataReader metadata, byte[] image, int start, IReadOnlySet<int> named)
{
    // Of a row of the table of methods: the address and the implementation flags.
    private const int BeforeMethodFlags = 6;

    public void Write()
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (named.Contains(metadata.GetToken(handle)) || IsNamed(type.Name))
                WriteFlags(handle, 0, (uint)TypeAttributes.VisibilityMask, (uint)(type.GetDeclaringType().IsNil ? TypeAttributes.Public : TypeAttributes.NestedPublic));

            foreach (var method in type.GetMethods())
            {
                if (named.Contains(metadata.GetToken(method)) || IsNamed(metadata.GetMethodDefinition(method).Name))
                    WriteFlags(method, BeforeMethodFlags, (uint)MethodAttributes.MemberAccessMask, (uint)MethodAttributes.Public);
            }

            // An event's field has the event's name, which would be ambiguous.
            var events = type.GetEvents().Select(@event => metadata.GetString(metadata.GetEventDefinition(@event).Name)).ToHashSet(StringComparer.Ordinal);
            foreach (var field in type.GetFields())
            {
                if (IsNamed(metadata.GetFieldDefinition(field).Name) && !events.Contains(metadata.GetString(metadata.GetFieldDefinition(field).Name)))
                    WriteFlags(field, 0, (uint)FieldAttributes.FieldAccessMask, (uint)FieldAttributes.Public);
            }
        }
    }

    /// <summary>Not the compiler's, and no explicit implementation of an interface.</summary>
    private bool IsNamed(StringHandle name)
    {
        var text = metadata.GetString(name);
        return !text.StartsWith('<') && (text is ".ctor" or ".cctor" || !text.Contains('.'));
    }

    private void WriteFlags(EntityHandle handle, int offset, uint mask, uint value)
    {
        var kind = MetadataTokens.TryGetTableIndex(handle.Kind, out var table) ? table : throw new ArgumentOutOfRangeException(nameof(handle));
        var row = image.AsSpan(start + metadata.GetTableMetadataOffset(kind) + (metadata.GetRowNumber(handle) - 1) * metadata.GetTableRowSize(kind) + offset, sizeof(ushort));

        // The flags of types are wider, but those of visibility are the lowest.
        BinaryPrimitives.WriteUInt16LittleEndian(row, (ushort)((BinaryPrimitives.ReadUInt16LittleEndian(row) & ~mask) | value));
    }
}
