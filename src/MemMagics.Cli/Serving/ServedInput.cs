using System.Text.Json.Nodes;
using MemMagics.Cli.Embedding;

namespace MemMagics.Cli.Serving;

/// <summary>A running cell's questions as messages, one after another, and their answers.</summary>
internal sealed class ServedInput(string id, MessageWriter messages) : ICellInput
{
    public const string NobodyToAsk = "The cell asks for input, and this front end has nobody to ask: it runs cells without a user, or cannot pass on questions. Put the value into a variable, or run the cell where you can type.";

    private readonly object _turn = new();
    private readonly object _gate = new();
    private bool _isAnswered;
    private string? _answer;
    private bool _isOver;

    /// <summary>The request whose cell asks.</summary>
    public string Id => id;

    public string? Ask(string prompt, bool isPassword)
    {
        // An interrupt wakes a thread that waits for either.
        lock (_turn)
        {
            lock (_gate)
            {
                _isAnswered = false;
                if (!_isOver)
                    messages.Send(new JsonObject { ["id"] = id, ["type"] = "input", ["prompt"] = prompt, ["password"] = isPassword });
                while (!_isAnswered && !_isOver)
                    Monitor.Wait(_gate);
                return _isAnswered ? _answer : throw new InvalidOperationException("The cell has ended: what it left behind cannot ask any more.");
            }
        }
    }

    /// <summary>Gives the line that was asked for; <see langword="null"/> for the end of the input. Dropped when nothing is asked.</summary>
    public void Answer(string? line)
    {
        lock (_gate)
        {
            (_isAnswered, _answer) = (true, line);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The cell is over, or is to end: what its threads still ask is not answered.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.PulseAll(_gate);
        }
    }
}
