using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using MemMagics.Origins.Code;

namespace MemMagics.Origins.Frames;

/// <summary>Names of the type parameters of generic types, read from the files of assemblies.</summary>
internal sealed class ParameterNames : IDisposable
{
    private readonly Dictionary<string, PEReader?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, int Token), IReadOnlyList<string>> _known = [];

    /// <summary>The parameters of the type that declares a method, those of the types around it first.</summary>
    /// <returns>Empty for a type that has none, and when the file cannot be read.</returns>
    public IReadOnlyList<string> Of(MethodCode method)
    {
        if (method.Path.Length == 0 || method.Token == 0)
            return [];

        if (!_known.TryGetValue((method.Path, method.Token), out var names))
            _known.Add((method.Path, method.Token), names = Read(method));

        return names;
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file?.Dispose();
    }

    private IReadOnlyList<string> Read(MethodCode method)
    {
        if (!_files.TryGetValue(method.Path, out var file))
            _files.Add(method.Path, file = Open(method.Path));

        var handle = MetadataTokens.EntityHandle(method.Token);
        if (file is null || handle.Kind != HandleKind.MethodDefinition)
            return [];

        try
        {
            var metadata = file.GetMetadataReader();
            var type = metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
            return [.. type.GetGenericParameters().Select(parameter => metadata.GetString(metadata.GetGenericParameter(parameter).Name))];
        }
        catch (BadImageFormatException)
        {
            return [];
        }
    }

    private static PEReader? Open(string path)
    {
        PEReader? file = null;
        try
        {
            file = new PEReader(File.OpenRead(path));
            if (file.HasMetadata)
                return file;
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
        }

        file?.Dispose();
        return null;
    }
}
