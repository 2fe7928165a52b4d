using MemMagics.Cli.Directives;
using MemMagics.Cli.Display;

namespace MemMagics.Cli.Embedding;

/// <summary>What stands behind the name of a directive, with the answers of the notebook's user in the places of the questions (<c>@input</c>, <c>@password</c>).</summary>
/// <param name="Read">The words and options.</param>
/// <param name="Answered">The options whose values are answers, which are taken as they are.</param>
internal sealed record AnsweredArguments(MagicArguments Read, IReadOnlySet<string> Answered)
{
    /// <summary>Reads a line, and asks what is to be asked. A line that is not understood asks nothing.</summary>
    /// <param name="input">Whom it asks.</param>
    /// <param name="magic">The directive.</param>
    /// <param name="text">What follows its name.</param>
    /// <param name="options">The options that it has, without the dashes.</param>
    public static AnsweredArguments Of(ICellInput input, string magic, string text, params IReadOnlyList<string> options)
    {
        var read = MagicArguments.Read(magic, text, options);
        var answered = new HashSet<string>();
        if (read.Fault is not null)
            return new AnsweredArguments(read, answered);
        try
        {
            var words = read.Words.Select(word => Answer(word, magic) ?? word).ToList();
            var values = new Dictionary<string, string>();
            foreach (var (option, value) in read.Options)
            {
                var answer = Answer(value, $"--{option} of {(option == "name" ? magic : read["name"] ?? magic)}");
                if (answer is not null)
                    answered.Add(option);
                values[option] = answer ?? value;
            }

            return new AnsweredArguments(read with { Words = words, Options = values }, answered);
        }
        catch (InvalidOperationException e)
        {
            return new AnsweredArguments(read with { Fault = e.Message }, answered);
        }

        string? Answer(string word, string subject) => Question.Read(word, subject) switch
        {
            null => null,
            { Fault: { } fault } => throw new InvalidOperationException(fault),
            var question => input.Ask(question.Prompt, question.IsPassword) ?? throw new InvalidOperationException(CellFunctions.InputEnded),
        };
    }
}
