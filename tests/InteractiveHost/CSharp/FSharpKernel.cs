using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.CSharp;

/// <summary>Stands for any other language of a notebook: it keeps what it is sent, and has values to share.</summary>
public class FSharpKernel() : Kernel("fsharp", "f#", "F#")
{
    public List<string> Submitted { get; } = [];

    public Dictionary<string, object> Values { get; } = [];

    protected internal override Task SubmitAsync(SubmitCode command, KernelInvocationContext context)
    {
        Submitted.Add(command.Code);
        return Task.CompletedTask;
    }
}
