using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Converting;

/// <summary>What a file needs to show values as the notebook does.</summary>
internal static class DisplaySource
{
    /// <summary>The class that shows them.</summary>
    public const string ClassName = "NotebookDisplay";

    /// <summary>The class's source.</summary>
    public static string Text()
    {
        using var resource = typeof(DisplaySource).Assembly.GetManifestResourceStream("MemMagics.Cli.NotebookDisplay.cs")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>Whether <see cref="Console.WriteLine(object)"/> prints every value of the type as the notebook does.</summary>
    public static bool PrintsAlike(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_DateTime => false,
        SpecialType.System_String or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single => true,
        >= SpecialType.System_SByte and <= SpecialType.System_UInt64 => true,
        _ => type.TypeKind == TypeKind.Enum || type.IsTupleType,
    };
}
