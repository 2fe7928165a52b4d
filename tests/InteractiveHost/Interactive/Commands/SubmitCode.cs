namespace Microsoft.DotNet.Interactive.Commands;

// Microsoft.DotNet.Interactive/Commands/SubmitCode.cs
public class SubmitCode(string code, string? targetKernelName = null) : KernelCommand(targetKernelName)
{
    public string Code { get; internal set; } = code;

    /// <summary>Whether the host made it of a cell, so that it is not split again.</summary>
    internal bool IsPiece { get; init; }

    public override string ToString() => $"SubmitCode: {Code}";
}
