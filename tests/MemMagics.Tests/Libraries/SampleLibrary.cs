using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Tests.Libraries;

/// <summary>A library compiled by a test into a folder of its own.</summary>
internal static class SampleLibrary
{
    public static IReadOnlyList<MetadataReference> Framework { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles a library.</summary>
    /// <returns>Path of the dll.</returns>
    public static string Compile(TemporaryFolder folder, string name, string source, SampleSymbols symbols, bool signed = false, OptimizationLevel level = OptimizationLevel.Release, params string[] references)
    {
        var document = Path.Combine(folder.Path, "source", name + ".cs");
        Directory.CreateDirectory(Path.GetDirectoryName(document)!);
        var path = Path.Combine(folder.Path, name + ".dll");
        Emit(name, source, document, symbols, signed, level, references, path);

        if (symbols is SampleSymbols.Beside or SampleSymbols.Embedded or SampleSymbols.Mapped)
            File.WriteAllText(document, source, Encoding.UTF8);
        if (symbols is SampleSymbols.ChangedSource)
            File.WriteAllText(document, "// one line more\n" + source, Encoding.UTF8);
        if (symbols is SampleSymbols.OfAnotherBuild)
            Emit(name, "// another build\n" + source, document, symbols, signed, level, references, Path.Combine(folder.Path, "source", name + ".dll"), pdb: Path.ChangeExtension(path, ".pdb"));

        return path;
    }

    private static void Emit(
        string name, string source, string document, SampleSymbols symbols, bool signed, OptimizationLevel level, string[] references, string path, string? pdb = null)
    {
        var text = SourceText.From(source, Encoding.UTF8);
        var tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), symbols is SampleSymbols.Mapped ? $"/_/source/{name}.cs" : document);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, allowUnsafe: true, deterministic: true);
        if (signed)
            options = options.WithPublicSign(true).WithCryptoPublicKey(PublicKey());

        var compilation = CSharpCompilation.Create(name, [tree], Framework.Concat(references.Select(reference => MetadataReference.CreateFromFile(reference))), options);
        var embedded = symbols is SampleSymbols.Embedded or SampleSymbols.EmbeddedSource;
        using var image = new MemoryStream();
        using var portable = symbols is SampleSymbols.None || embedded ? null : new MemoryStream();
        var result = compilation.Emit(
            image, portable,
            options: new EmitOptions(
                debugInformationFormat: embedded ? DebugInformationFormat.Embedded : DebugInformationFormat.PortablePdb, pdbFilePath: Path.ChangeExtension(path, ".pdb")),
            embeddedTexts: symbols is SampleSymbols.EmbeddedSource ? [EmbeddedText.FromSource(document, text)] : null);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        File.WriteAllBytes(path, image.ToArray());
        if (portable is not null)
            File.WriteAllBytes(pdb ?? Path.ChangeExtension(path, ".pdb"), portable.ToArray());
    }

    /// <summary>A public key as assemblies have it: a header (ECMA-335, II.6.2.1.3) around an RSA key.</summary>
    private static ImmutableArray<byte> PublicKey()
    {
        using var key = new RSACryptoServiceProvider(1024);
        var blob = key.ExportCspBlob(includePrivateParameters: false);
        return [0x00, 0x24, 0x00, 0x00, 0x04, 0x80, 0x00, 0x00, .. BitConverter.GetBytes(blob.Length), .. blob];
    }
}
