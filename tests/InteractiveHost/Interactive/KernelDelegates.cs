using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelCommandInvocation.cs
public delegate Task KernelCommandInvocation(KernelCommand command, KernelInvocationContext context);

// Microsoft.DotNet.Interactive/KernelPipelineContinuation.cs
public delegate Task KernelPipelineContinuation(KernelCommand command, KernelInvocationContext context);

// Microsoft.DotNet.Interactive/KernelCommandPipelineMiddleware.cs
public delegate Task KernelCommandPipelineMiddleware(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next);
