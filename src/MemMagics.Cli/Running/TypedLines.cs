using System.Text;

namespace MemMagics.Cli.Running;

/// <summary>The lines that this process's standard input has for cells that ask: a user's at a terminal, those of a file or a pipe. Read when one is asked for.</summary>
/// <param name="isSeen">Whether a user at a terminal sees what is asked.</param>
internal sealed class TypedLines(bool isSeen)
{
    private const string NobodyToAsk = "The notebook asks for input (Console.ReadLine, input), and 'memmagics run' has nobody to ask.";

    private readonly object _turn = new();
    private TextReader? _reader;
    private Task<string?>? _next;
    private bool _hasBegun;

    /// <summary>Whether a user types the lines, and sees them as they are typed.</summary>
    public bool AreTyped { get; } = !Console.IsInputRedirected;

    /// <summary>Waits for the next line. When that is interrupted, the line is that of the next cell that asks.</summary>
    /// <param name="isPassword">Whether it is not to be seen while it is typed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="null"/> at the end of the input.</returns>
    /// <exception cref="InvalidOperationException">There is nobody to ask.</exception>
    public string? Next(bool isPassword, CancellationToken cancellationToken)
    {
        if (AreTyped && !isSeen)
            throw new InvalidOperationException($"{NobodyToAsk} What it asks would not be seen: let its output go to the terminal, in the format 'text', or give it the answers in a file, one a line: memmagics run NOTEBOOK < answers.txt");
        lock (_turn)
        {
            // Reading cannot be interrupted: a thread of its own does it.
            _next ??= Task.Factory.StartNew(() => Read(isPassword), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            _next.Wait(cancellationToken);
            var line = _next.Result;
            _next = null;
            if (line is null && !_hasBegun && !AreTyped)
                throw new InvalidOperationException($"{NobodyToAsk} Give it the answers in a file, one a line (memmagics run NOTEBOOK < answers.txt), run it at a terminal, or put the values into variables.");
            _hasBegun = true;
            return line;
        }
    }

    private string? Read(bool isPassword)
    {
        if (AreTyped && isPassword)
            return ReadUnseen();
        _reader ??= new StreamReader(Console.OpenStandardInput(), Console.InputEncoding);
        return _reader.ReadLine();
    }

    private static string ReadUnseen()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (key.KeyChar != '\0')
                typed.Append(key.KeyChar);
        }

        return typed.ToString();
    }
}
