using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace MemMagics.Session;

/// <summary>
/// A built program as measured code sees it: every type and member of it is in sight, private ones included, and so are the functions of its
/// top-level code, by the names that they have in the source.
/// </summary>
/// <remarks>
/// The compiler is shown a copy of the assembly in which flags and names are other ones; nothing is added or moved, so all tokens are those of
/// the file. What runs is the file itself.
/// </remarks>
public sealed class ProgramAssembly
{
    /// <summary>The compiler's name for the method that it makes of top-level code.</summary>
    internal const string TopLevelCode = "<Main>$";

    private ProgramAssembly(string path, string name, byte[] image, IReadOnlyList<RenamedMethod> renamed, EntryPoint? entryPoint, IReadOnlyList<string> namespaces)
    {
        Renamed = renamed;
        Path = path;
        Name = name;
        Reference = MetadataReference.CreateFromImage(image, filePath: path);
        EntryPoint = entryPoint;
        Namespaces = namespaces;
    }

    /// <summary>Path of the assembly's file.</summary>
    public string Path { get; }

    /// <summary>Its simple name.</summary>
    public string Name { get; }

    /// <summary>What code is compiled against.</summary>
    public MetadataReference Reference { get; }

    /// <summary>Where the program begins; <see langword="null"/> for a library.</summary>
    public EntryPoint? EntryPoint { get; }

    /// <summary>The namespaces that have types of their own. Sorted; without the global one.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>Whether it calls <see cref="Environment.Exit"/>.</summary>
    internal bool CallsExit { get; private init; }

    /// <summary>Names of the local functions of the top-level code, or of <c>Main</c>, those that use its variables included.</summary>
    internal IReadOnlySet<string> LocalFunctions { get; private init; } = new HashSet<string>();

    /// <summary>The methods that have another name here than in the file.</summary>
    internal IReadOnlyList<RenamedMethod> Renamed { get; }

    /// <summary>The types that have another name here than in the file.</summary>
    internal IReadOnlyList<RenamedType> RenamedTypes { get; private init; } = [];

    /// <summary>Whether a method is what the compiler made of the program's top-level code, by its name here or in the file.</summary>
    internal static bool IsTopLevelCode(string name) => name is EntryPoint.Speakable or TopLevelCode;

    /// <summary>Reads an assembly.</summary>
    /// <param name="path">Path of its file.</param>
    /// <exception cref="MagicException">It cannot be read, or is no managed assembly.</exception>
    public static ProgramAssembly Read(string path)
    {
        try
        {
            var image = File.ReadAllBytes(path);
            using var file = new PEReader(new MemoryStream(image, writable: false));
            if (!file.HasMetadata)
                throw new BadImageFormatException();

            var metadata = file.GetMetadataReader();
            var entry = file.PEHeaders.CorHeader!.EntryPointTokenOrRelativeVirtualAddress;
            var renamed = new SpeakableNames(metadata, entry, image, file.PEHeaders.MetadataStartOffset).Write();
            var types = new FileLocalNames(metadata, image, file.PEHeaders.MetadataStartOffset).Write();
            new OpenedMembers(metadata, image, file.PEHeaders.MetadataStartOffset, renamed.Select(static method => method.Token).Concat(types.Select(static type => type.Token)).ToHashSet()).Write();
            return new ProgramAssembly(
                path, metadata.GetString(metadata.GetAssemblyDefinition().Name), image, renamed, EntryPoint.Of(metadata, entry, image), NamespacesIn(metadata))
            {
                RenamedTypes = types,
                CallsExit = metadata.MemberReferences.Select(metadata.GetMemberReference).Any(member => IsExit(metadata, member)),
                LocalFunctions = metadata.MethodDefinitions.Select(method => SpeakableNames.LocalOf(metadata.GetString(metadata.GetMethodDefinition(method).Name))).OfType<string>().ToHashSet(StringComparer.Ordinal),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            throw new MagicException($"'{path}' cannot be read as a .NET assembly: {e.Message}", e);
        }
    }

    private static bool IsExit(MetadataReader metadata, MemberReference member) =>
        metadata.StringComparer.Equals(member.Name, nameof(Environment.Exit))
        && member.Parent is { Kind: HandleKind.TypeReference } type
        && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, nameof(Environment));

    private static List<string> NamespacesIn(MetadataReader metadata) =>
    [
        .. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(static type => type.GetDeclaringType().IsNil)
            .Select(type => (Namespace: metadata.GetString(type.Namespace), Name: metadata.GetString(type.Name)))
            .Where(static type => type.Namespace.Length > 0 && !type.Name.StartsWith('<') && !IsCompilers(type.Namespace))
            .Select(static type => type.Namespace)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Where the compiler puts attributes that it makes itself.</summary>
    private static bool IsCompilers(string name) => name is "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices";
}
