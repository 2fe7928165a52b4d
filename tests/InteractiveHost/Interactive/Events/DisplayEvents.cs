using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/DisplayEvent.cs
public abstract class DisplayEvent(object value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues, string? valueId) : KernelEvent(command)
{
    public object Value { get; } = value;

    public IReadOnlyCollection<FormattedValue> FormattedValues { get; } = formattedValues ?? [];

    public string? ValueId { get; } = valueId;
}

// Microsoft.DotNet.Interactive/Events/DisplayedValueProduced.cs
public class DisplayedValueProduced(object value, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues = null!, string valueId = null!)
    : DisplayEvent(value, command, formattedValues, valueId);

// Microsoft.DotNet.Interactive/Events/DisplayedValueUpdated.cs
public class DisplayedValueUpdated(object value, string valueId, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues = null!)
    : DisplayEvent(value, command, formattedValues, valueId);

// Microsoft.DotNet.Interactive/Events/ReturnValueProduced.cs
public class ReturnValueProduced(object value, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues)
    : DisplayEvent(value, command, formattedValues, null);

// Microsoft.DotNet.Interactive/Events/ErrorProduced.cs
public class ErrorProduced(string message, KernelCommand command) : DisplayEvent(message, command, null, null)
{
    public string Message { get; } = message;
}
