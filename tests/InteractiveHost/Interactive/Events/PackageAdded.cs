using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/PackageAdded.cs
public class PackageAdded(KernelCommand command) : KernelEvent(command);
