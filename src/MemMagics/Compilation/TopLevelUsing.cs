using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>A using declaration outside of all blocks.</summary>
/// <param name="Keywords">The spans of <c>using</c>, and of <c>await</c> before it.</param>
/// <param name="Variables">The names of its variables.</param>
internal sealed record TopLevelUsing(IReadOnlyList<TextSpan> Keywords, IReadOnlyList<string> Variables);
