using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/DisplayedValueProduced.cs
public class DisplayedValueProduced : DisplayEvent
{
    public DisplayedValueProduced(object value, KernelCommand command, IReadOnlyCollection<FormattedValue> formattedValues = null!, string valueId = null!)
    {
    }
}
