using System.Reflection;
using System.Text.RegularExpressions;
using MemMagics.Session;
using MemMagics.Wire;

namespace MemMagics.Compilation;

/// <summary>Names methods as their author wrote them, not as the compiler renamed them.</summary>
public static partial class MethodText
{
    private const string CellBody = MeasuredCode.Initializer;
    private const string SubmissionClass = "Submission#";
    private const string TopLevelCode = ProgramAssembly.TopLevelCode;

    /// <summary>What the compiler has call an asynchronous <c>Main</c>, and wait for it.</summary>
    private const string Start = "<Main>";

    /// <summary>The method's name; empty for a cell's own code; <see langword="null"/> when there is no method.</summary>
    public static string? Of(MethodBase? method) => method is null ? null : method.DeclaringType is { } type ? Of($"{type.FullName}.{method.Name}") : method.Name;

    /// <summary>Turns a metadata name (a type's full name, a dot, a method's name) into the name in the source.</summary>
    /// <returns>Type and method; empty for a cell's own code.</returns>
    public static string Of(string metadataName)
    {
        var parts = TypeAndMethod().Match(TypeArguments().Replace(metadataName, ""));
        if (!parts.Success)
            return metadataName;

        var types = parts.Groups["type"].Value.Split('+', StringSplitOptions.RemoveEmptyEntries).ToList();
        var method = parts.Groups["method"].Value;

        // State machines and closures are nested types: the author's method is in their name or in the name of their method.
        for (; types.Count > 0 && types[^1].StartsWith('<'); types.RemoveAt(types.Count - 1))
        {
            if (method == "MoveNext" && StateMachine().Match(types[^1]) is { Success: true } machine)
                method = machine.Groups["method"].Value;
        }

        // A type of the notebook is nested in its submission class, which is not in the source.
        if (types.Count > 0 && types[0].StartsWith(SubmissionClass, StringComparison.Ordinal))
            types.RemoveAt(0);

        // Nor is the class that the compiler makes of a program's top-level code, or has its start in.
        if (method is TopLevelCode or Start || method.StartsWith($"<{TopLevelCode}>", StringComparison.Ordinal))
            types.Clear();
        var names = types.Select(static type => Arity().Replace(type, ""));
        return string.Join('.', Readable(method) is { Length: > 0 } readable ? names.Append(readable) : names);
    }

    private static string Readable(string name)
    {
        if (name is CellBody or "<Factory>")
            return "";
        if (name is TopLevelCode)
            return "top-level code";
        if (name is Start)
            return "the program's start";
        if (LocalFunction().Match(name) is { Success: true } local)
            return local.Groups["name"].Value;
        if (Lambda().Match(name) is { Success: true } lambda)
            return lambda.Groups["method"].Value is MeasuredCode.Method ? "" : Readable(lambda.Groups["method"].Value) is { Length: > 0 } outer ? $"lambda in {outer}" : "lambda";
        return name is ".ctor" ? "constructor" : name is ".cctor" ? "static constructor" : WrittenNames.Written(name);
    }

    [GeneratedRegex(@"\[\[.*\]\]")]
    private static partial Regex TypeArguments();

    // The type's name ends at the last dot that is neither inside brackets nor the first character of .ctor.
    [GeneratedRegex(@"^(?:(?<type>.*[^.])?\.)?(?<method>\.c?ctor|[^.<>]+|<.*>[^.>]*)$")]
    private static partial Regex TypeAndMethod();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"^<(?<method>.+)>d(__\d+)?")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"^<.*>g__(?<name>[^|]+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^<(?<method>.*)>b__")]
    private static partial Regex Lambda();
}
