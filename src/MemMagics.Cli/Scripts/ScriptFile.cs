using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Scripts;

/// <summary>A script file, and what is to be done before its code can be measured.</summary>
internal sealed class ScriptFile
{
    private const string Shebang = "#!";

    private ScriptFile(string name, string text, HostDirectives directives)
    {
        Name = name;
        Text = text;
        Directives = directives;
        (Code, Preparation) = Separate(directives.Code);
    }

    /// <summary>Its path as given: what errors and line tables call it.</summary>
    public string Name { get; }

    /// <summary>All of its text.</summary>
    public string Text { get; }

    /// <summary>What it asks of the host.</summary>
    public HostDirectives Directives { get; }

    /// <summary>The code to measure: every line has its number, and none is a directive of <see cref="Preparation"/>.</summary>
    public string Code { get; }

    /// <summary>Its lines <c>#r</c> and <c>#load</c>, for the session; blank when there are none.</summary>
    public string Preparation { get; }

    /// <param name="path">Its path as given.</param>
    /// <exception cref="MagicException">There is no such file, it cannot be read, or a line of it means nothing here.</exception>
    public static ScriptFile Read(string path)
    {
        var text = TextOf(path);
        var readable = WithoutShebang(text);
        if (CellSplitter.Split(readable, path).OfType<MagicPiece>().FirstOrDefault() is { } magic)
            throw new MagicException($"{path}, line {magic.Line}: magics are for notebooks. Take the line out: this command measures the script.");

        var script = new ScriptFile(path, text, HostDirectives.Read(readable, path));
        if (script.Directives.Unknown is [var unknown, ..])
            throw new MagicException(unknown.Message);
        return script;
    }

    private static string TextOf(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MagicException($"There is no file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MagicException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The first line may name a program that runs the script. That line is no magic.</summary>
    private static string WithoutShebang(string text)
    {
        if (!text.StartsWith(Shebang, StringComparison.Ordinal) || MagicGrammar.Magics.Any(magic => text.StartsWith(magic.Name, StringComparison.Ordinal)))
            return text;
        var length = text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : text.Length;
        return new string(' ', length) + text[length..];
    }

    private static (string Code, string Preparation) Separate(string text)
    {
        var code = text.ToCharArray();
        var preparation = text.Select(character => CSharpText.IsNewLine(character) ? character : ' ').ToArray();
        var directives = CSharpSyntaxTree.ParseText(text, ScriptSession.Parsing).GetRoot().DescendantTrivia()
            .Where(trivia => trivia.GetStructure() is ReferenceDirectiveTriviaSyntax { IsActive: true } or LoadDirectiveTriviaSyntax { IsActive: true });
        foreach (var span in directives.Select(directive => directive.Span))
        {
            for (var i = span.Start; i < span.End; i++)
            {
                preparation[i] = text[i];
                code[i] = CSharpText.IsNewLine(text[i]) ? text[i] : ' ';
            }
        }

        return (new string(code), new string(preparation));
    }
}
