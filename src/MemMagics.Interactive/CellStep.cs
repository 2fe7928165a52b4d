using MemMagics.Magics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;

namespace MemMagics.Interactive;

/// <summary>A piece of a cell, and the kernel whose code it is.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="KernelName">The kernel's name, or an alias of it.</param>
internal sealed record CellStep(CellPiece Piece, string KernelName)
{
    /// <summary>A cell's pieces in order: a line such as <c>#!fsharp</c> names the kernel of what is below.</summary>
    /// <param name="root">The notebook.</param>
    /// <param name="text">The cell.</param>
    /// <param name="kernelName">The cell's own kernel; <see langword="null"/> for the notebook's default.</param>
    /// <param name="document">What messages call the cell.</param>
    public static IEnumerable<CellStep> Of(CompositeKernel root, string text, string? kernelName, string document)
    {
        var current = kernelName ?? root.DefaultKernelName;
        foreach (var piece in CellSplitter.Split(text, document))
        {
            // A piece of code goes to the kernel that it begins in: the host splits it again.
            yield return new CellStep(piece, current);
            if (piece is CodePiece code)
                current = KernelAfter(root, code.Text, current);
        }
    }

    /// <summary>The piece's kernel; <see langword="null"/> when it is not one for C#.</summary>
    public CSharpKernel? CSharpIn(CompositeKernel root) => CSharpOf(root, KernelName);

    /// <summary>The kernel of the code that follows the piece's beginning; <see langword="null"/> when it is not one for C#.</summary>
    public CSharpKernel? CSharpAfter(CompositeKernel root, string beginning) => CSharpOf(root, KernelAfter(root, beginning, KernelName));

    /// <summary>The piece's code for a C# kernel: what is for other kernels or for the host is blanked, all else keeps its position.</summary>
    public string CodeFor(CompositeKernel root, CSharpKernel kernel, string code)
    {
        var current = KernelName;
        var lines = code.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            current = KernelAfter(root, lines[i], current);
            if (HostDirectives.IsDirective(lines[i]) || CSharpOf(root, current) != kernel)
                lines[i] = new string(' ', lines[i].Length);
        }

        return string.Join('\n', lines);
    }

    private static string KernelAfter(CompositeKernel root, string code, string kernelName) =>
        HostDirectives.In(code).LastOrDefault(name => root.ChildKernels.TryGetByAlias(name, out _)) ?? kernelName;

    private static CSharpKernel? CSharpOf(CompositeKernel root, string kernelName) =>
        root.ChildKernels.TryGetByAlias(kernelName, out var kernel) ? kernel as CSharpKernel : null;
}
