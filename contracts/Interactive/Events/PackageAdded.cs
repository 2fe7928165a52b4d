namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/PackageAdded.cs
public class PackageAdded : KernelEvent
{
    internal PackageAdded()
    {
    }
}
