using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/DisplayedValueUpdated.cs
public class DisplayedValueUpdated : DisplayEvent
{
    public DisplayedValueUpdated(object value, string valueId, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues = null!)
    {
    }
}
