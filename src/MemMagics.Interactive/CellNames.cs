using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;

namespace MemMagics.Interactive;

/// <summary>What people call the cells. The host has no names for them; front ends show a number beside each cell that ran, in the order in which they ran.</summary>
/// <remarks>
/// That number is counted here in the same way: VS Code counts what it sends (polyglot-notebooks-vscode-common/interactiveClient.ts), Jupyter what it
/// executes, and the root kernel what it has completed (Microsoft.DotNet.Interactive/Kernel.cs). Which cell made which submission before the
/// extension was loaded is not known: these are counted separately.
/// </remarks>
internal sealed class CellNames
{
    private readonly ConditionalWeakTable<Script, string> _names = [];
    private readonly ConditionalWeakTable<Script, object> _failed = [];
    private readonly CompositeKernel _root;

    public CellNames(CompositeKernel root)
    {
        _root = root;
        foreach (var kernel in root.ChildKernels.OfType<CSharpKernel>())
        {
            var number = 1;
            foreach (var script in Unnamed(kernel).Reverse())
                _names.Add(script, $"earlier cell {(IsFromHost(script) ? 0 : number++)}");
        }
    }

    /// <summary>The name of the cell that is running.</summary>
    public string Current => $"cell {_root.SubmissionCount + 1}";

    public string? Of(Script script) => _names.TryGetValue(script, out var name) ? name : null;

    /// <summary>Whether a submission threw. Of those before the extension was loaded that is not known.</summary>
    public bool Threw(Script script) => _failed.TryGetValue(script, out _);

    /// <summary>Names what the C# kernels have run since the last time.</summary>
    /// <param name="ran">What ran: a cell, or a piece that the host made of one, whose lines are counted from its own beginning.</param>
    public void Name(SubmitCode ran)
    {
        var line = ran.Parent is SubmitCode cell && cell.Code.IndexOf(ran.Code, StringComparison.Ordinal) is > 0 and var start ? cell.Code.AsSpan(0, start).Count('\n') + 1 : 1;
        NameAs(line == 1 ? Current : $"{Current} from line {line} on");
    }

    /// <summary>Names, after the running cell, what the C# kernels have run since the last time.</summary>
    public void NameCurrent() => NameAs(Current);

    private void NameAs(string name)
    {
        foreach (var kernel in _root.ChildKernels.OfType<CSharpKernel>())
        {
            foreach (var script in Unnamed(kernel).ToList())
                _names.Add(script, name);
            if (kernel.ScriptState is { Exception: not null, Script: var failed })
                _failed.AddOrUpdate(failed, failed);
        }
    }

    /// <summary>Whether the host itself ran it, before the first cell: Microsoft.DotNet.Interactive.CSharp/CSharpKernelExtensions.cs.</summary>
    private static bool IsFromHost(Script script) => script.Code.Trim() == $"using static {typeof(Kernel).FullName};";

    /// <summary>The submissions without a name, the newest first: all that came before a named one have one.</summary>
    private IEnumerable<Script> Unnamed(CSharpKernel kernel)
    {
        for (var script = kernel.ScriptState?.Script; script is not null && !_names.TryGetValue(script, out _); script = script.Previous)
            yield return script;
    }
}
