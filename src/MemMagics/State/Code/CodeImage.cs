using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using MemMagics.Compilation;

namespace MemMagics.State.Code;

/// <summary>An emitted submission, read to find what its code uses. Images never change, so each is read once.</summary>
internal sealed class CodeImage
{
    private readonly PEReader _image;
    private readonly MetadataReader _reader;
    private readonly CodeScanner _scanner;
    private readonly TypeUseProvider _types;
    private readonly string _assembly;

    private CodeImage(EmittedSubmission submission)
    {
        _assembly = submission.AssemblyName;
        Submission = new TypeKey(_assembly, submission.SubmissionTypeName);
        _image = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(submission.Image));
        _reader = _image.GetMetadataReader();
        _types = new TypeUseProvider(_assembly);
        _scanner = new CodeScanner(_reader, _types);
        Types = _reader.TypeDefinitions.Select(ReadType).ToDictionary(static type => type.Key.Name);
        References = [.. _reader.AssemblyReferences.Select(reference => _reader.GetString(_reader.GetAssemblyReference(reference).Name))];
    }

    /// <summary>The submission class.</summary>
    public TypeKey Submission { get; }

    /// <summary>All types, by full name.</summary>
    public IReadOnlyDictionary<string, CodeType> Types { get; }

    /// <summary>Simple names of the assemblies it refers to.</summary>
    public IReadOnlyList<string> References { get; }

    public static CodeImage Read(EmittedSubmission submission) => new(submission);


    private CodeType ReadType(TypeDefinitionHandle handle)
    {
        var type = _reader.GetTypeDefinition(handle);
        var key = new TypeKey(_assembly, TypeUseProvider.NameOf(_reader, handle));
        var bases = new List<TypeUse>();
        if (!type.BaseType.IsNil)
            bases.Add(TypeOf(type.BaseType));
        bases.AddRange(type.GetInterfaceImplementations().Select(implementation => TypeOf(_reader.GetInterfaceImplementation(implementation).Interface)));
        var implementing = type.GetMethodImplementations().Select(implementation => _reader.GetMethodImplementation(implementation).MethodBody).ToHashSet();
        return new CodeType(
            key, bases, [.. type.GetMethods().Select(method => ReadMethod(key, method, implementing.Contains(method)))],
            type.GetFields().Select(_reader.GetFieldDefinition).Where(static field => !field.Attributes.HasFlag(FieldAttributes.Static))
                .ToDictionary(field => _reader.GetString(field.Name), static field => field.DecodeSignature(SignatureText.Instance, null)));
    }

    private CodeMethod ReadMethod(TypeKey type, MethodDefinitionHandle handle, bool implements)
    {
        var method = _reader.GetMethodDefinition(handle);
        var key = new MethodKey(type, _reader.GetString(method.Name), SignatureText.Of(method.DecodeSignature(SignatureText.Instance, null)));
        var address = method.RelativeVirtualAddress;
        var isVirtual = implements || method.Attributes.HasFlag(MethodAttributes.Virtual);
        return address == 0
            ? new CodeMethod(key, isVirtual, 0, new Lazy<IReadOnlyList<CodeUse>>([]))
            : new CodeMethod(key, isVirtual, BodyOffset(address), new Lazy<IReadOnlyList<CodeUse>>(() => _scanner.Scan(_image.GetMethodBody(address))));
    }

    /// <summary>Where a method's first instruction is in the file: behind a header of 1 byte (tiny) or 12 (fat). (ECMA-335, II.25.4.)</summary>
    private int BodyOffset(int address)
    {
        var section = _image.PEHeaders.SectionHeaders[_image.PEHeaders.GetContainingSectionIndex(address)];
        var header = section.PointerToRawData + address - section.VirtualAddress;
        const int FormatMask = 3, Tiny = 2;
        return header + ((_image.GetEntireImage().GetContent(header, 1)[0] & FormatMask) == Tiny ? 1 : 12);
    }

    private TypeUse TypeOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => _types.GetTypeFromDefinition(_reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => _types.GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0),
        _ => _types.GetTypeFromSpecification(_reader, null, (TypeSpecificationHandle)handle, 0),
    };
}
