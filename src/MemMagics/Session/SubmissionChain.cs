using System.Reflection;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Session;

/// <summary>The submissions of a session that ran, oldest first, each with its live object.</summary>
internal sealed class SubmissionChain
{
    private readonly Dictionary<string, Submission> _byAssembly;

    private SubmissionChain(IReadOnlyList<Submission> submissions, int nextSlot)
    {
        Submissions = submissions;
        NextSlot = nextSlot;
        _byAssembly = submissions.ToDictionary(submission => submission.AssemblyName, StringComparer.Ordinal);
    }

    /// <summary>Oldest first; submissions without code have no slot and are not among them.</summary>
    public IReadOnlyList<Submission> Submissions { get; }

    /// <summary>The slot that the next submission will have.</summary>
    public int NextSlot { get; }

    /// <summary>The submission that Roslyn compiled to that assembly; <see langword="null"/> when the assembly is not one of the session's.</summary>
    public Submission? Find(string assemblyName) => _byAssembly.GetValueOrDefault(assemblyName);

    /// <summary>Reads the chain of a session.</summary>
    /// <exception cref="MagicException">This version of Roslyn stores the session's state in a way that is not known here.</exception>
    public static SubmissionChain Of(NotebookSession session) => Of(session.State, session.CellName, session.Threw);

    /// <summary>Reads the chain of a script state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="cellName">Names the cell of a script whose source has no name; <see langword="null"/> when the host cannot.</param>
    /// <param name="threw">Whether a script threw; <see langword="null"/> when none did.</param>
    /// <exception cref="MagicException">This version of Roslyn stores the session's state in a way that is not known here.</exception>
    public static SubmissionChain Of(ScriptState state, Func<Script, string?>? cellName = null, Func<Script, bool>? threw = null)
    {
        var objects = SubmissionObjects(state);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var slot = 1; slot < objects.Length; slot++)
        {
            if (objects[slot]?.GetType().Assembly.GetName().Name is { } assembly)
                slots[assembly] = slot;
        }

        var submissions = new List<Submission>();
        for (var script = state.Script; script is not null; script = script.Previous)
        {
            // The compilation is the one that ran: scripts cache it.
            if (script.GetCompilation().AssemblyName is { } assembly && slots.TryGetValue(assembly, out var slot))
            {
                var submission = new Submission(slot, assembly, script, objects[slot]) { Threw = threw?.Invoke(script) is true };
                submissions.Add(cellName?.Invoke(script) is { } name ? submission with { CellName = name } : submission);
            }
        }

        submissions.Reverse();
        return new SubmissionChain(submissions, Math.Max(objects.Length, 1));
    }

    /// <summary>
    /// The submission array that generated code sees: slot 0 is the host object. Roslyn keeps it in ScriptState.ExecutionState,
    /// which is internal; the public Variables are made from it but do not say which submission each belongs to. (Roslyn, ScriptExecutionState.cs.)
    /// </summary>
    private static object?[] SubmissionObjects(ScriptState state)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var execution = typeof(ScriptState).GetProperty("ExecutionState", Any)?.GetValue(state);
        var count = execution?.GetType().GetProperty("SubmissionStateCount", Any)?.GetValue(execution);
        var get = execution?.GetType().GetMethod("GetSubmissionState", Any);
        if (count is not int length || get is null)
        {
            throw new MagicException(
                $"This notebook host's Roslyn ({typeof(ScriptState).Assembly.GetName().Version}) keeps its session in a way that MemMagics does not know. Use --in-process.");
        }

        var objects = new object?[length];
        for (var slot = 0; slot < length; slot++)
            objects[slot] = get.Invoke(execution, [slot]);

        return objects;
    }
}
