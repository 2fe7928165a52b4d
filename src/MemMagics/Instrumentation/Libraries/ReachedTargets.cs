using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>Leaves out of all functions of a large type of a library those that the measured code cannot reach: there may be hundreds, and each takes time to decompile and to weave.</summary>
internal sealed class ReachedTargets(LibraryFunctions libraries, SessionSource source, IReadOnlyList<EmittedSubmission> reached)
{
    /// <summary>A type with no more functions is soon woven, and shown whole.</summary>
    private const int FunctionsOfASmallType = 50;

    /// <summary>The targets without those functions, about which the report then has a note. Functions that were named themselves stay.</summary>
    public IReadOnlyList<Target> Among(IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        var large = targets.OfType<Target.Library>().Where(target => target.IsOneOfAll)
            .GroupBy<Target.Library, INamedTypeSymbol>(target => target.Method.ContainingType, SymbolEqualityComparer.Default)
            .Where(type => type.Count() > FunctionsOfASmallType)
            .ToList();
        if (large.Count == 0)
            return targets;

        var methods = Reachable(large.SelectMany(type => type), cancellationToken);
        if (methods.IsReflected)
            return targets;

        var left = new HashSet<Target>();
        foreach (var type in large)
        {
            var unreached = type.Where(target => !methods.Contains(libraries.Method(target))).ToList();
            if (unreached.Count == 0 || unreached.Count == type.Count()) // of a type of which nothing is reached, all is shown: that it did not run is the answer
                continue;

            left.UnionWith(unreached);
            libraries.AddNote(
                $"{unreached.Count} of the {type.Count()} functions of {type.Key.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} are left out, since no call that can be seen leads to them; "
                + "-f with a function's name shows it in any case.");
        }

        return [.. targets.Where(target => !left.Contains(target))];
    }

    private ReachableMethods Reachable(IEnumerable<Target.Library> ofTypes, CancellationToken cancellationToken)
    {
        var methods = new ReachableMethods(libraries.ModuleOfAssembly);
        foreach (var type in ofTypes.Select(target => libraries.Method(target).DeclaringType).Distinct())
            methods.AddType(type);

        foreach (var submission in reached)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var image = new MemoryStream(submission.Image, writable: false);
            using var module = ModuleDefinition.ReadModule(image);
            methods.AddCode(module);
        }

        // What other cells call has made the session's values: delegates among them lead to functions that they name.
        var names = reached.Select(submission => submission.AssemblyName).ToHashSet();
        methods.AddNames(source.Submissions
            .Where(compilation => !names.Contains(compilation.AssemblyName!))
            .SelectMany(compilation => compilation.SyntaxTrees)
            .SelectMany(tree => tree.GetRoot(cancellationToken).DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText));
        return methods;
    }
}
