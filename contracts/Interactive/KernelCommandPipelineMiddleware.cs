using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelCommandPipelineMiddleware.cs
public delegate Task KernelCommandPipelineMiddleware(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next);
