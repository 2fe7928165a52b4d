using MemMagics.Instrumentation.Libraries;
using MemMagics.Session;
using Microsoft.CodeAnalysis;

namespace MemMagics.Instrumentation;

/// <summary>The functions of a program that are no members of its types: its top-level code, and local functions, to which no qualified name leads.</summary>
internal sealed class ProgramTargets(SessionSource source, TargetCode code, ProgramAssembly program)
{
    private const string Main = "Main";

    /// <summary>Local functions of that name, and for <c>Main</c> the top-level code. Empty when there is nothing of that name.</summary>
    public IEnumerable<Target> Named(string name) => Methods()
        .Where(method => LocalName(method) == name || (name == Main && IsTopLevelCode(method)))
        .Select(TargetOf);

    /// <summary>The top-level code, by the name of the file that it is in, which reports call it by. Empty for any other name.</summary>
    public IEnumerable<Target> OfFile(string name)
    {
        if (!name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || program.EntryPoint is null || LibrarySymbols.Of(program.Path) is not { } symbols)
            return [];

        using (symbols)
            return [.. Methods().Where(method => IsTopLevelCode(method) && DocumentsOf(method.ContainingType, symbols).Any(document => Path.GetFileName(document) == name)).Select(TargetOf)];
    }

    /// <summary>Names of the functions that <see cref="Named"/> finds.</summary>
    public IEnumerable<string> Names => Methods().Select(LocalName).OfType<string>();

    /// <summary>The program's types, without those that the compiler made.</summary>
    public IEnumerable<INamedTypeSymbol> Types => source.TypesOf(program.Path).Where(IsWritten);

    /// <summary>Whether the compiler made a method of the program's top-level code, or of a local function in it: it is named without its type.</summary>
    public bool IsRenamed(ISymbol method) => IsRenamed(method.MetadataToken);

    /// <summary>Everything that is written in the source file in which the program begins. Empty for a library, and for a program without symbols.</summary>
    public IEnumerable<Target> OfMainFile()
    {
        if (program.EntryPoint is null || LibrarySymbols.Of(program.Path) is not { } symbols)
            return [];

        using (symbols)
        {
            var types = source.TypesOf(program.Path).ToList();
            var documents = types.ToDictionary<INamedTypeSymbol, INamedTypeSymbol, HashSet<string>>(static type => type, type => DocumentsOf(type, symbols), SymbolEqualityComparer.Default);
            var main = types.Where(type => type.GetMembers().Any(member => member.MetadataToken == program.EntryPoint.Token)).SelectMany(type => documents[type]).ToHashSet();
            var written = types.Where(type => !type.Name.StartsWith('<') && documents[type].Overlaps(main)).ToList();

            // The compiler gives the type of top-level code a constructor, which nobody wrote and nobody calls.
            return
            [
                .. Methods().Where(IsTopLevelCode).Select(TargetOf),
                .. Methods().Where(method => IsOfTopLevelCode(method) && LocalName(method) is not null).Select(TargetOf),
                .. written.SelectMany(type => code.Of(type, type.Name)).Where(target => target is not Target.Library { Method: var method } || !(IsRenamed(method.MetadataToken) || IsUnwritten(method, symbols))),
            ];
        }
    }

    private Target TargetOf(IMethodSymbol method) => new Target.Library(program.Path, method);

    private IEnumerable<IMethodSymbol> Methods() => source.TypesOf(program.Path).SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>());

    private bool IsTopLevelCode(IMethodSymbol method) => OriginalName(method) == ProgramAssembly.TopLevelCode;

    /// <summary>Whether the compiler made it of something in the top-level code.</summary>
    private bool IsOfTopLevelCode(IMethodSymbol method) => OriginalName(method).StartsWith($"<{ProgramAssembly.TopLevelCode}>", StringComparison.Ordinal);

    private string? LocalName(IMethodSymbol method) => SpeakableNames.LocalName(OriginalName(method));

    private string OriginalName(IMethodSymbol method) => program.Renamed.FirstOrDefault(renamed => renamed.Token == method.MetadataToken)?.Original ?? method.Name;

    private static bool IsUnwritten(IMethodSymbol method, LibrarySymbols symbols) => method.MethodKind == MethodKind.Constructor && symbols.PointsOf(method.MetadataToken).Count == 0;

    private static bool IsWritten(INamedTypeSymbol type) => type.Name is not ([] or ['<', ..]) && (type.ContainingType is not { } outer || IsWritten(outer));

    private bool IsRenamed(int token) => program.Renamed.Any(renamed => renamed.Token == token);

    /// <summary>The source files in which a type has code, that of its closures and state machines included.</summary>
    private static HashSet<string> DocumentsOf(INamedTypeSymbol type, LibrarySymbols symbols) =>
    [
        .. type.GetMembers().OfType<IMethodSymbol>().Where(static method => method.MetadataToken != 0)
            .SelectMany(method => symbols.PointsOf(method.MetadataToken)).Select(static point => point.Point.Document),
        .. type.GetTypeMembers().Where(static nested => nested.Name.StartsWith('<')).SelectMany(nested => DocumentsOf(nested, symbols)),
    ];
}
