using System.Reflection.Metadata;
using System.Text;
using Mono.Cecil;
using ModuleDefinition = Mono.Cecil.ModuleDefinition;
using TypeReference = Mono.Cecil.TypeReference;

namespace MemMagics.Tests.Architecture;

/// <summary>Which namespace of a compiled assembly knows which other: what its types mention, and what its source files import.</summary>
internal static class NamespaceArrows
{
    /// <param name="assembly">Path of the assembly, its portable PDB beside it.</param>
    /// <returns>An arrow for each mention of another namespace of ours, once, with a type that has it.</returns>
    public static IReadOnlyList<Arrow> Of(string assembly)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(assembly));
        using var module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { AssemblyResolver = resolver });
        var mentioned = from type in module.GetTypes()
                        where NamespaceOf(type).Length > 0
                        from other in TypeMentions.Of(type)
                        select new Arrow(NamespaceOf(type), NamespaceOf(other), type.FullName);
        return [.. mentioned.Concat(Imports(assembly, module)).Where(arrow => arrow.From != arrow.To && arrow.To.StartsWith("MemMagics", StringComparison.Ordinal)).DistinctBy(arrow => (arrow.From, arrow.To))];
    }

    /// <summary>The namespaces that an assembly has types in.</summary>
    public static IReadOnlyList<string> NamespacesOf(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return [.. module.Types.Where(type => !type.Name.StartsWith('<')).Select(type => type.Namespace).Where(name => name.Length > 0).Distinct()];
    }

    private static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Namespace;
    }

    /// <summary>The <c>using</c> directives, those too that nothing needs: the compiler writes them into the symbols.</summary>
    private static IEnumerable<Arrow> Imports(string assembly, ModuleDefinition module)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var reader = symbols.GetMetadataReader();
        var types = module.GetTypes().SelectMany(type => type.Methods).ToDictionary(method => method.MetadataToken.RID, method => method.DeclaringType);
        foreach (var handle in reader.LocalScopes)
        {
            var scope = reader.GetLocalScope(handle);
            var type = types[(uint)System.Reflection.Metadata.Ecma335.MetadataTokens.GetRowNumber(scope.Method)];
            for (var import = scope.ImportScope; !import.IsNil; import = reader.GetImportScope(import).Parent)
            {
                foreach (var definition in reader.GetImportScope(import).GetImports())
                {
                    if (definition.Kind == ImportDefinitionKind.ImportNamespace)
                        yield return new Arrow(NamespaceOf(type), Encoding.UTF8.GetString(reader.GetBlobBytes(definition.TargetNamespace)), type.FullName);
                }
            }
        }
    }
}
