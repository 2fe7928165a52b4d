using System.Reflection;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>The compiler's settings in a Release build of the .NET SDK that change what code allocates: shipped code is compiled with them.</summary>
/// <remarks>
/// Of the settings that the SDK passes for net10.0 in Release, scripts already have optimisation, and arithmetic without overflow checks. They lack
/// the preprocessor symbols, without which calls to <c>[Conditional("TRACE")]</c> methods such as <see cref="System.Diagnostics.Trace.WriteLine(string)"/> are dropped.
/// </remarks>
public static class SdkDefaults
{
    /// <summary>Has scripts compiled with the SDK's preprocessor symbols.</summary>
    /// <param name="options">A script's options.</param>
    /// <param name="parsing">How the scripts before it are parsed; <see langword="null"/> for as the options say.</param>
    /// <returns>The options with the symbols; the same options where this version of Roslyn does not let them be set.</returns>
    public static ScriptOptions WithSdkSymbols(this ScriptOptions options, CSharpParseOptions? parsing = null)
    {
        // Roslyn keeps them internal (ScriptOptions.cs), although hosts need them and the command-line options /define of csi set them.
        const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;
        var known = parsing ?? typeof(ScriptOptions).GetProperty("ParseOptions", Internal)?.GetValue(options) as CSharpParseOptions;
        var with = typeof(ScriptOptions).GetMethod("WithParseOptions", Internal, [typeof(ParseOptions)]);
        return known is not null && with is not null ? (ScriptOptions)with.Invoke(options, [Of(known)])! : options;
    }

    /// <summary>The symbols beside those that are defined already.</summary>
    internal static CSharpParseOptions Of(CSharpParseOptions options) =>
        Has(options) ? options : options.WithPreprocessorSymbols(options.PreprocessorSymbolNames.Union(CSharpText.PreprocessorSymbols));

    /// <summary>
    /// A cell's tree as it is, with the symbols defined for what asks for them by name: <c>[Conditional]</c> calls are compiled. What lies in
    /// <c>#if</c> stays as the notebook has it, since there it decides which variables exist.
    /// </summary>
    internal static SyntaxTree Of(SyntaxTree tree) =>
        tree.Options is CSharpParseOptions options && !Has(options) ? tree.WithRootAndOptions(tree.GetRoot(), Of(options)) : tree;

    private static bool Has(CSharpParseOptions options) => !CSharpText.PreprocessorSymbols.Except(options.PreprocessorSymbolNames).Any();
}
