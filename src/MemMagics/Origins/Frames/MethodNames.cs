using System.Text.RegularExpressions;
using MemMagics.Compilation;
using MemMagics.Instrumentation;
using MemMagics.Origins.Code;
using MemMagics.Origins.Events;

namespace MemMagics.Origins.Frames;

/// <summary>
/// Names of functions without source, in the style of <see cref="FunctionNames"/>: <c>List&lt;int&gt;.AddWithResize</c>, <c>List&lt;T&gt;.Capacity.set</c>;
/// those that a compiler made by the name of what it made them of.
/// </summary>
internal static partial class MethodNames
{
    /// <summary>The name of a function.</summary>
    /// <param name="method">The function.</param>
    /// <param name="parameters">Names of the type parameters of its type, those of the types around it first; empty when they are not known.</param>
    public static string Of(MethodCode method, IReadOnlyList<string> parameters)
    {
        if (method.Token == 0)
            return OfDynamic(method);

        var parts = new List<string>();
        var machine = "";
        var type = "";
        foreach (var level in RuntimeTypeName.Levels(method.Type, parameters))
        {
            if (level.IsSubmission)
                continue;

            if (!level.IsGenerated || level.IsWritten)
            {
                parts.Add(level.Text);
                type = level.Simple;
            }
            else if (Written(level.Name) is { Length: > 0 } written)
                machine = written;
        }

        parts.Add(machine.Length > 0 ? machine : Own(method, type));
        return string.Join('.', parts.Where(static part => part.Length > 0));
    }

    /// <summary>The name of a function that has source, where the source does not say it: without type arguments, as <see cref="FunctionNames"/> are, and as <c>-f</c> takes it.</summary>
    public static string OfDefinition(MethodCode method) => Of(method with { Type = RuntimeTypeName.Definition(method.Type) }, []);

    private static string OfDynamic(MethodCode method) =>
        method.Name.StartsWith("lambda_method", StringComparison.Ordinal) ? "compiled expression"
        : Identifier().IsMatch(method.Name) ? Digits().Replace(method.Name, "")
        : "generated code";

    private static string Own(MethodCode method, string type) => method.Name switch
    {
        ".ctor" => type,
        ".cctor" => type.Length > 0 ? FunctionNames.StaticConstructor(type) : "static constructor",
        "Ctor" when type == "string" => type, // the runtime's own name for the constructors of strings
        "Finalize" when method.Signature.StartsWith("instance void  ()", StringComparison.Ordinal) => "~" + type,
        ['<', ..] name => Written(name),
        _ => Member(method.Name),
    };

    /// <summary>A member's name, which may be an accessor's, an operator's or that of an interface's member.</summary>
    private static string Member(string name)
    {
        var dot = LastDot(name);
        var (qualifier, own) = dot > 0 ? (Qualifiers().Replace(name[..dot], "") + ".", name[(dot + 1)..]) : ("", name);
        return qualifier + WrittenNames.Written(own);
    }

    /// <summary>The dot before a member's own name: not one in type arguments, <c>IDictionary&lt;System.Int32,T&gt;.Add</c>.</summary>
    private static int LastDot(string name)
    {
        var depth = 0;
        for (var at = name.Length - 1; at > 0; at--)
        {
            if (name[at] == '>')
                depth++;
            else if (name[at] == '<')
                depth--;
            else if (name[at] == '.' && depth == 0)
                return at;
        }

        return -1;
    }

    /// <summary>
    /// What was written where a compiler made a name of it: <c>&lt;Solve&gt;d__3</c> is <c>Solve</c>, <c>&lt;Solve&gt;b__0_1</c> is <c>Solve.lambda</c>,
    /// <c>&lt;Solve&gt;g__Norm|0_0</c> is <c>Solve.Norm</c>, <c>&lt;&lt;Solve&gt;b__0_1&gt;d</c> is <c>Solve.lambda</c>; closures are nothing.
    /// (Roslyn, GeneratedNames.cs.)
    /// </summary>
    private static string Written(string name)
    {
        var end = End(name);
        if (end <= 1)
            return "";

        var inner = name[1..end];
        var outer = inner[0] == '<' ? Written(inner) : inner is ".ctor" or ".cctor" ? "" : Member(inner);
        var rest = name.AsSpan(end + 1);
        var own = rest.StartsWith("b__", StringComparison.Ordinal) ? "lambda"
            : rest.StartsWith("g__", StringComparison.Ordinal) ? rest[3..(rest.IndexOf('|') is > 3 and var bar ? bar : rest.Length)].ToString()
            : "";
        return outer.Length == 0 ? own : own.Length == 0 ? outer : $"{outer}.{own}";
    }

    private static int End(string name)
    {
        var depth = 0;
        for (var at = 0; at < name.Length; at++)
        {
            if (name[at] == '<')
                depth++;
            else if (name[at] == '>' && --depth == 0)
                return at;
        }

        return -1;
    }

    /// <summary>Namespaces: words with a dot behind them, before the last word.</summary>
    [GeneratedRegex(@"(?:\w+\.)+(?=\w)")]
    private static partial Regex Qualifiers();

    [GeneratedRegex(@"^[\p{L}_]\w*$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?<=[A-Za-z_])\d+")]
    private static partial Regex Digits();
}
