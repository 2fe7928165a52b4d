using Spectre.Console;

namespace MemMagics.Cli.Terminal;

/// <summary>One moving line on the terminal that says what is being waited for. Without a terminal it says nothing.</summary>
internal sealed class WaitingLine
{
    // Made before a cell runs: while one does, Console.Error is the cell's, and Spectre would see no terminal in it.
    private readonly IAnsiConsole? terminal = Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private TaskCompletionSource? shown;
    private Task line = Task.CompletedTask;
    private StatusContext? context;

    /// <param name="step">What is waited for; <see langword="null"/> for nothing any more.</param>
    public void Show(string? step)
    {
        if (step is null)
        {
            Clear();
        }
        else if (terminal is not null && shown is null)
        {
            shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            line = ShowAsync(terminal, step, shown.Task);
        }
        else if (context is not null)
        {
            context.Status = Markup.Escape(step);
        }
    }

    /// <summary>Takes the line away, so that other text can be written.</summary>
    public void Clear()
    {
        shown?.SetResult();
        shown = null;
        line.GetAwaiter().GetResult();
        context = null;
    }

    private Task ShowAsync(IAnsiConsole console, string step, Task done) =>
        console.Status().StartAsync(Markup.Escape(step), async status =>
        {
            context = status;
            await done;
        });
}
