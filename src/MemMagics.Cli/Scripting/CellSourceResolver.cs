using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Scripting;

/// <summary>Resolves <c>#load</c> against the notebook's folder, and leaves document names such as <c>cell 3</c> as they are instead of making file paths of them.</summary>
internal sealed class CellSourceResolver(string folder) : SourceReferenceResolver
{
    private readonly SourceFileResolver _files = new(ImmutableArray<string>.Empty, folder);

    public override string? NormalizePath(string path, string? baseFilePath) =>
        Path.IsPathRooted(path) ? _files.NormalizePath(path, baseFilePath) : path;

    public override string? ResolveReference(string path, string? baseFilePath) =>
        _files.ResolveReference(path, baseFilePath is not null && Path.IsPathRooted(baseFilePath) ? baseFilePath : null);

    public override Stream OpenRead(string resolvedPath)
    {
        // What the host has already done (#r "nuget: …") must not reach the compiler, which knows nothing of it.
        using var reader = new StreamReader(_files.OpenRead(resolvedPath));
        return new MemoryStream(ScriptText.Encoding.GetBytes(HostDirectives.Read(reader.ReadToEnd(), resolvedPath).Code));
    }

    public override bool Equals(object? other) => other is CellSourceResolver resolver && resolver._files.Equals(_files);

    public override int GetHashCode() => _files.GetHashCode();
}
