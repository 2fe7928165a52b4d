using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>A line table as text: <c>line content | occurrences allocated</c>.</summary>
internal static class LineTable
{
    public static string[] Of(FunctionLines function) => [.. function.Lines.Select(Text)];

    private static string Text(LineFigures line) =>
        line.Allocated is null ? $"{line.Line} {line.Content}" : $"{line.Line} {line.Content} | {line.Occurrences}x {line.Allocated} B";
}
