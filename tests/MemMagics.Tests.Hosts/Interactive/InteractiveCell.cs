using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

/// <summary>What a front end sees of a cell.</summary>
internal sealed class InteractiveCell(KernelCommand command, Action<KernelEvent>? heard = null) : IObserver<KernelEvent>
{
    private readonly List<KernelEvent> _events = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once the cell's end was heard: of a cancelled cell that may be later than the kernel's answer.</summary>
    public Task Ended => _ended.Task;

    public IReadOnlyList<KernelEvent> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    /// <summary>The event that ends the cell.</summary>
    public KernelEvent End => Events.Single(IsEnd);

    public bool Succeeded => End is CommandSucceeded;

    /// <summary>Why the cell failed.</summary>
    public string Failure => ((CommandFailed)End).Message;

    /// <summary>The outputs as they are at the end, each with what replaced it.</summary>
    public IReadOnlyList<DisplayEvent> Outputs
    {
        get
        {
            var outputs = new List<DisplayEvent>();
            foreach (var display in Events.OfType<DisplayEvent>())
            {
                if (display is DisplayedValueUpdated)
                    outputs[outputs.FindIndex(output => output.ValueId == display.ValueId)] = display;
                else
                    outputs.Add(display);
            }

            return outputs;
        }
    }

    public string Text => string.Join('\n', Outputs.Select(output => Form(output, "text/plain") ?? output.Value.ToString()));

    public static string? Form(DisplayEvent output, string mimeType) => output.FormattedValues.FirstOrDefault(form => form.MimeType == mimeType)?.Value;

    /// <summary>
    /// Takes the cell's end from the kernel's answer. When a cell is cancelled while one of its events is being heard, the kernel answers, and ends to tell
    /// events, before it has told the end (Microsoft.DotNet.Interactive/Kernel.cs, SendAsync, ends its own subscription). Its answer always has it.
    /// </summary>
    public void TakeEnd(IEnumerable<KernelEvent> answer)
    {
        lock (_events)
            _events.AddRange(answer.Where(IsEnd).Except(_events).ToList());
        if (Events.Any(IsEnd))
            _ended.TrySetResult();
    }

    void IObserver<KernelEvent>.OnNext(KernelEvent value)
    {
        lock (_events)
        {
            if (!_events.Contains(value))
                _events.Add(value);
        }

        heard?.Invoke(value);
        if (IsEnd(value))
            _ended.TrySetResult();
    }

    private bool IsEnd(KernelEvent heard) => heard is CommandSucceeded or CommandFailed && heard.Command.GetOrCreateToken() == command.GetOrCreateToken();

    void IObserver<KernelEvent>.OnCompleted()
    {
    }

    void IObserver<KernelEvent>.OnError(Exception error)
    {
    }
}
