namespace Microsoft.DotNet.Interactive.Commands;

// Microsoft.DotNet.Interactive/Commands/DirectiveCommand.cs, AnonymousKernelCommand.cs
internal sealed class DirectiveCommand(string? targetKernelName) : KernelCommand(targetKernelName)
{
    internal override bool IsHidden => true;

    public static DirectiveCommand Of(KernelCommandInvocation handler, string? targetKernelName = null) =>
        new(targetKernelName) { Handler = handler };
}
