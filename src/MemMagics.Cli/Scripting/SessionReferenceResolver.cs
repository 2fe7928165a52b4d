using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Scripting;

/// <summary>Finds what <c>#r</c> names, from the notebook's folder on, and tells which files that are.</summary>
/// <param name="folder">The notebook's folder.</param>
/// <param name="found">Receives the path of each file.</param>
internal sealed class SessionReferenceResolver(string folder, Action<string> found) : MetadataReferenceResolver
{
    private readonly ScriptMetadataResolver _resolver = ScriptMetadataResolver.Default.WithBaseDirectory(folder);

    public override bool ResolveMissingAssemblies => _resolver.ResolveMissingAssemblies;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var references = _resolver.ResolveReference(reference, baseFilePath, properties);
        foreach (var file in references)
        {
            if (file.FilePath is { } path)
                found(path);
        }

        return references;
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        _resolver.ResolveMissingAssembly(definition, referenceIdentity);

    public override bool Equals(object? other) => other is SessionReferenceResolver resolver && resolver._resolver.Equals(_resolver);

    public override int GetHashCode() => _resolver.GetHashCode();
}
