using System.Reflection;
using System.Text.RegularExpressions;

namespace MemMagics.Cli.Embedding;

/// <summary>Names methods as their author does, not as the compiler does.</summary>
internal static partial class MethodText
{
    private const string CellBody = "<Initialize>";

    /// <summary>The method's name; empty for a cell's own code; <see langword="null"/> when there is no method.</summary>
    public static string? Of(MethodBase? method)
    {
        if (method is null)
            return null;

        // State machines and closures are nested types: their name, or their method's, holds the author's method.
        var type = method.DeclaringType;
        var name = method.Name;
        while (type is not null && type.Name.StartsWith('<'))
        {
            if (name == "MoveNext" && StateMachine().Match(type.Name) is { Success: true } machine)
                name = machine.Groups["method"].Value;
            type = type.DeclaringType;
        }

        var readable = Readable(name);
        if (type is null || type.Name.StartsWith("Submission#", StringComparison.Ordinal))
            return readable;
        return readable.Length == 0 ? TypeText(type) : $"{TypeText(type)}.{readable}";
    }

    private static string Readable(string name)
    {
        if (name is CellBody or "<Factory>")
            return "";
        if (LocalFunction().Match(name) is { Success: true } local)
            return local.Groups["name"].Value;
        if (Lambda().Match(name) is { Success: true } lambda)
            return Readable(lambda.Groups["method"].Value) is { Length: > 0 } outer ? $"lambda in {outer}" : "lambda";
        return name is ".ctor" ? "constructor" : name is ".cctor" ? "static constructor" : name;
    }

    /// <summary>The type's name; a type of the notebook is nested in its submission, which nobody wrote.</summary>
    private static string TypeText(Type type)
    {
        var names = new List<string>();
        var outer = type;
        for (; outer is not null && !outer.Name.StartsWith("Submission#", StringComparison.Ordinal); outer = outer.DeclaringType)
            names.Insert(0, outer.Name.Split('`')[0]);
        var ofNotebook = outer is not null;
        return ofNotebook || string.IsNullOrEmpty(type.Namespace) ? string.Join('.', names) : $"{type.Namespace}.{string.Join('.', names)}";
    }

    [GeneratedRegex(@"^<(?<method>.+)>d(__\d+)?")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"^<.*>g__(?<name>[^|]+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^<(?<method>.*)>b__")]
    private static partial Regex Lambda();
}
