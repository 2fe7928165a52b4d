namespace Microsoft.DotNet.Interactive.Commands;

// Microsoft.DotNet.Interactive/Commands/SubmitCode.cs
public class SubmitCode : KernelCommand
{
    public SubmitCode(string code, string? targetKernelName = null)
    {
    }

    public string Code => throw null!;
}
