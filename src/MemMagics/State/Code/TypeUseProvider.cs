using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MemMagics.State.Code;

/// <summary>Decodes types from metadata.</summary>
internal sealed class TypeUseProvider(string assembly) : ISignatureTypeProvider<TypeUse, object?>
{
    public TypeUse GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => new(new TypeKey(assembly, NameOf(reader, handle)), []);

    public TypeUse GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var (scope, name) = Locate(reader, handle);
        return new TypeUse(new TypeKey(scope, name), []);
    }

    public TypeUse GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeUse GetPrimitiveType(PrimitiveTypeCode typeCode) => new(new TypeKey("System.Private.CoreLib", "System." + typeCode), []);

    public TypeUse GetSZArrayType(TypeUse elementType) => TypeUse.Array(elementType, 0);

    public TypeUse GetArrayType(TypeUse elementType, ArrayShape shape) => TypeUse.Array(elementType, shape.Rank);

    public TypeUse GetGenericInstantiation(TypeUse genericType, ImmutableArray<TypeUse> typeArguments) => genericType with { Arguments = typeArguments };

    public TypeUse GetGenericTypeParameter(object? genericContext, int index) => TypeUse.Parameter;

    public TypeUse GetGenericMethodParameter(object? genericContext, int index) => TypeUse.Parameter;

    public TypeUse GetByReferenceType(TypeUse elementType) => elementType;

    public TypeUse GetPointerType(TypeUse elementType) => elementType;

    public TypeUse GetPinnedType(TypeUse elementType) => elementType;

    public TypeUse GetModifiedType(TypeUse modifier, TypeUse unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeUse GetFunctionPointerType(MethodSignature<TypeUse> signature) => GetPrimitiveType(PrimitiveTypeCode.IntPtr);

    internal static string NameOf(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
            return $"{NameOf(reader, outer)}+{name}";
        return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }

    private static (string Scope, string Name) Locate(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                var (scope, outer) = Locate(reader, (TypeReferenceHandle)type.ResolutionScope);
                return (scope, $"{outer}+{name}");
            case HandleKind.AssemblyReference:
                var reference = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
                return (reader.GetString(reference.Name), type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}");
            default:
                return ("", name);
        }
    }
}
