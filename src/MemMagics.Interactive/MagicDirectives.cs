using MemMagics.Magics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;

namespace MemMagics.Interactive;

/// <summary>The magics as the host knows them: it completes their names while people type. All else is in <see cref="MagicMiddleware"/> and <see cref="LanguageServices"/>.</summary>
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

        // The host takes the code's first word for a value, and would not allow one without a parameter for it. Its name is only shown, nobody types it.
        directive.Parameters.Add(new KernelDirectiveParameter("<code>", "The code to measure.") { AllowImplicitName = true, MaxOccurrences = int.MaxValue });
        return directive;
    }

    private static KernelDirectiveParameter Describe(MagicOption option, string name)
    {
        var parameter = new KernelDirectiveParameter(name, option.Description)
        {
            Flag = option.ValueName is null || option.ValueOptional,
            MaxOccurrences = option.Repeatable ? int.MaxValue : 1,
        };
        return option.ValueCompletions.Count == 0 ? parameter : parameter.AddCompletions(() => option.ValueCompletions);
    }

    /// <summary>
    /// Called for a magic that <see cref="MagicMiddleware"/> does not run: it is in another language, or inside a string or a comment of a cell that the
    /// host has to split. The host takes every line that begins with #! for a directive, C# does not.
    /// </summary>
    private static Task Refuse(string name, KernelCommand command, KernelInvocationContext context)
    {
        context.Fail(command, message: $"{name} measures C# code. Write it at the beginning of a line of a C# cell, not inside a string or a comment.");
        return Task.CompletedTask;
    }
}
