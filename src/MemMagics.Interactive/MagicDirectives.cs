using MemMagics.Magics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;

namespace MemMagics.Interactive;

/// <summary>The magics as the host knows them: it completes their names while people type. All else is in <see cref="MagicCells"/> and <see cref="EditorAnswers"/>.</summary>
internal static class MagicDirectives
{
    public static void AddTo(CompositeKernel root)
    {
        foreach (var magic in MagicGrammar.Magics)
            root.AddDirective(Describe(magic), (command, context) => Refuse(magic.Name, command, context));
    }

    private static KernelActionDirective Describe(MagicDescription magic)
    {
        var directive = new KernelActionDirective(magic.Name, $"{magic.Description}\n\n`{magic.Name} [options] <code>`, for example `{magic.Examples[0]}`");
        foreach (var option in magic.Options)
        {
            foreach (var name in option.Aliases.Prepend(option.Name))
                directive.Parameters.Add(Describe(option, name));
        }

        // The host takes the code's first word for a value, and would not allow one without a parameter for it. Its name is shown, and nobody writes it.
        directive.Parameters.Add(new KernelDirectiveParameter("<code>", "The code to measure.") { AllowImplicitName = true, MaxOccurrences = int.MaxValue });
        return directive;
    }

    private static KernelDirectiveParameter Describe(MagicOption option, string name)
    {
        var parameter = new KernelDirectiveParameter(name, option.Description)
        {
            Flag = option.ValueName is null,
            MaxOccurrences = option.Repeatable ? int.MaxValue : 1,
        };
        return option.ValueCompletions.Count == 0 ? parameter : parameter.AddCompletions(() => option.ValueCompletions);
    }

    /// <summary>
    /// The host sees directives in every line that begins with #!, C# does not: this one is inside a string or a comment, in a cell that the host
    /// has to split (for a cell that it need not, see <see cref="MagicCells"/>), or in another language.
    /// </summary>
    private static Task Refuse(string name, KernelCommand command, KernelInvocationContext context)
    {
        context.Fail(command, message: $"{name} measures C# code. Write it at the beginning of a line of a C# cell, not inside a string or a comment.");
        return Task.CompletedTask;
    }
}
