using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelPipelineContinuation.cs
public delegate Task KernelPipelineContinuation(KernelCommand command, KernelInvocationContext context);
