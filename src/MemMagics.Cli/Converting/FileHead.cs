using System.Security;
using MemMagics.Cli.Packages;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Converting;

/// <summary>The first lines of a file: what it is built with.</summary>
internal static class FileHead
{
    /// <param name="parts">The notebook.</param>
    /// <param name="binding">The same, understood.</param>
    /// <param name="assemblies">Paths of assemblies that the notebook refers to.</param>
    /// <param name="notebook">The notebook's name.</param>
    /// <param name="folder">The file's folder, which its paths begin at.</param>
    public static string Text(NotebookParts parts, NotebookBinding binding, IReadOnlyList<string> assemblies, string notebook, string folder)
    {
        var lines = new List<string> { "#!/usr/bin/env dotnet" };
        lines.AddRange(parts.Packages.Select(package => $"#:package {package.Id}@{package.Version.Replace(" ", "", StringComparison.Ordinal)}"));
        lines.AddRange(parts.Projects.Select(project => $"#:project {Relative(project, folder)}"));
        if (parts.Sources.Count > 0)
            lines.Add($"#:property RestoreAdditionalProjectSources={string.Join(';', parts.Sources)}");

        // What files have and notebooks have not: no reflection by serializers, and warnings about null.
        lines.Add("#:property PublishAot=false");
        lines.Add("#:property Nullable=annotations");
        if (binding.Parts.Any(part => part.Root.DescendantTokens().Any(token => token.IsKind(SyntaxKind.UnsafeKeyword))))
            lines.Add("#:property AllowUnsafeBlocks=true");
        lines.Add("");
        lines.Add($"// Made of {notebook} by 'memmagics convert'.");
        lines.AddRange(assemblies.Select(assembly => $"// Needs {Relative(assembly, folder)}: {ReferenceElement(assembly, folder)} in a Directory.Build.targets beside this file."));
        return string.Join('\n', lines.Select(OnOneLine));
    }

    /// <summary>The project file with which the SDK refers to an assembly, as one line.</summary>
    public static string ReferenceElement(string assembly, string folder) =>
        $"<Project><ItemGroup><Reference Include=\"$(MSBuildThisFileDirectory){ItemText(Relative(assembly, folder))}\" /></ItemGroup></Project>";

    /// <summary>A path as MSBuild and XML read it.</summary>
    private static string ItemText(string path) =>
        string.Concat(path.Select(character => char.IsControl(character) || "%$@;*?'".Contains(character, StringComparison.Ordinal) ? $"%{(int)character:X2}"
            : SecurityElement.Escape(character.ToString())));

    /// <summary>Names of files may have line breaks, and what comes after one would be code.</summary>
    private static string OnOneLine(string text) => string.Concat(text.Select(character => CSharpText.IsNewLine(character) ? ' ' : character));

    private static string Relative(string path, string folder) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
