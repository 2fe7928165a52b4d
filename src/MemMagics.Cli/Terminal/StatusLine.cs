using System.Text;
using Spectre.Console;

namespace MemMagics.Cli.Terminal;

/// <summary>A line on the terminal with a spinner that says what is being waited for. Without a terminal it says nothing.</summary>
internal sealed class StatusLine
{
    private readonly IAnsiConsole? _terminal = Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new ErrorTerminal(StandardStream.Error()) });
    private TaskCompletionSource? _shown;
    private Task _line = Task.CompletedTask;
    private StatusContext? _context;

    /// <param name="step">What is waited for; <see langword="null"/> for nothing any more.</param>
    public void Show(string? step)
    {
        if (step is null)
        {
            Clear();
            return;
        }

        step = TerminalText.Plain(step);
        if (_terminal is not null && _shown is null)
        {
            _shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _line = ShowAsync(_terminal, step, _shown.Task);
        }
        else if (_context is not null)
        {
            _context.Status = Markup.Escape(step);
        }
    }

    /// <summary>Takes the line away, so that other text can be written.</summary>
    public void Clear()
    {
        _shown?.SetResult();
        _shown = null;
        _line.GetAwaiter().GetResult();
        _context = null;
    }

    private Task ShowAsync(IAnsiConsole console, string step, Task done) =>
        console.Status().StartAsync(Markup.Escape(step), async status =>
        {
            _context = status;
            await done;
        });

    private sealed class ErrorTerminal : IAnsiConsoleOutput
    {
        public ErrorTerminal(TextWriter writer)
        {
            // Asked for once, before there is a cell: the runtime takes the console's lock for it, as it does to write (StandardStream).
            var console = new AnsiConsoleOutput(writer);
            (Writer, Width, Height) = (writer, console.Width, console.Height);
        }

        public TextWriter Writer { get; }

        public bool IsTerminal => true;

        public int Width { get; }

        public int Height { get; }

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
