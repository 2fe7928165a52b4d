using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelCommandInvocation.cs
public delegate Task KernelCommandInvocation(KernelCommand command, KernelInvocationContext context);
