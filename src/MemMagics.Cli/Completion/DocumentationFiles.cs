using System.Security;
using MemMagics.Wire.Runtime;

namespace MemMagics.Cli.Completion;

/// <summary>Finds documentation in the XML files that come with assemblies: beside a package's, and in the SDK's reference packs for the framework's own.</summary>
internal static class DocumentationFiles
{
    // Which file of a reference pack documents an implementation's type is not written anywhere; these hold nearly all that notebooks use.
    private static readonly string[] s_first = ["System.Runtime.xml", "System.Collections.xml", "System.Linq.xml", "System.Console.xml", "System.Threading.xml"];

    private static readonly Lazy<IReadOnlyList<string>> s_ofFramework = new(() =>
        [.. ReferencePacks().SelectMany(folder => Directory.GetFiles(folder, "*.xml")).OrderBy(file => Array.IndexOf(s_first, Path.GetFileName(file)) is >= 0 and var place ? place : s_first.Length)]);

    /// <param name="assembly">Path of the assembly that has the symbol.</param>
    /// <param name="id">The symbol's documentation id.</param>
    /// <returns>Its <c>member</c> element; <see langword="null"/> when it is not documented, or its file is not there.</returns>
    public static string? Find(string assembly, string id)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (File.Exists(beside))
            return Find([beside], id);

        var own = s_ofFramework.Value.Where(file => Path.GetFileName(file) == Path.GetFileName(beside));
        return Find(own.Concat(s_ofFramework.Value).Distinct(), id);
    }

    private static string? Find(IEnumerable<string> files, string id)
    {
        var start = $"<member name=\"{SecurityElement.Escape(id)}\"";
        foreach (var text in files.Select(File.ReadAllText))
        {
            var from = text.IndexOf(start, StringComparison.Ordinal);
            if (from >= 0 && text.IndexOf("</member>", from, StringComparison.Ordinal) is > 0 and var to)
                return text[from..(to + "</member>".Length)];
        }

        return null;
    }

    /// <summary><c>packs/Microsoft.NETCore.App.Ref/10.0.x/ref/net10.0</c> beside the runtime in use, the newest; nothing where only a runtime is installed.</summary>
    private static IEnumerable<string> ReferencePacks()
    {
        var packs = Path.Combine(Path.GetDirectoryName(DotnetHost.Path) ?? ".", "packs", "Microsoft.NETCore.App.Ref");
        if (!Directory.Exists(packs))
            return [];
        return Directory.GetDirectories(packs, $"{Environment.Version.Major}.*")
            .OrderByDescending(folder => folder, StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "ref", $"net{Environment.Version.Major}.0"))
            .Where(Directory.Exists)
            .Take(1);
    }
}
