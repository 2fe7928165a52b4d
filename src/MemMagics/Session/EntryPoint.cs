using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MemMagics.Session;

/// <summary>The method in which a program begins.</summary>
/// <param name="Type">Full name of its type, as C# writes it.</param>
/// <param name="Token">Its token.</param>
/// <param name="Call">A C# statement that calls it with <c>args</c>, the arguments, and keeps its result as the process's exit code.</param>
public sealed record EntryPoint(string Type, int Token, string Call)
{
    /// <summary>What the compiler calls the method that it makes of top-level code, or of an asynchronous <c>Main</c>; C# has no way to write that.</summary>
    internal const string Speakable = "Main_";

    internal static EntryPoint? Of(MetadataReader metadata, int token, byte[] image)
    {
        if (MetadataTokens.EntityHandle(token) is not { Kind: HandleKind.MethodDefinition } handle)
            return null;

        // Read anew, since the name may be another one by now.
        using var file = new PEReader(new MemoryStream(image, writable: false));
        var renamed = file.GetMetadataReader();
        var method = renamed.GetMethodDefinition((MethodDefinitionHandle)handle);
        var signature = metadata.GetBlobReader(method.Signature);
        _ = signature.ReadSignatureHeader();
        var parameters = signature.ReadCompressedInteger();
        var returnsInt = signature.ReadSignatureTypeCode() == SignatureTypeCode.Int32;
        var type = NameOf(renamed, method.GetDeclaringType());
        var call = $"global::{type}.{renamed.GetString(method.Name)}({(parameters == 0 ? "" : "args")});";
        return new EntryPoint(type, token, returnsInt ? $"global::System.Environment.ExitCode = {call}" : call);
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return !type.GetDeclaringType().IsNil ? $"{NameOf(metadata, type.GetDeclaringType())}.{name}"
            : type.Namespace.IsNil ? name
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
