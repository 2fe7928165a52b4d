using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>
/// The order in which objects that are rebuilt from parts can be put together: those inside a dictionary's keys before the
/// dictionary, because it hashes its keys. Only references through which such an object can be reached are followed.
/// </summary>
/// <remarks>
/// User code that hashes and compares keys can read other variables. So objects that need no such code come first, and the rest
/// in reverse order of discovery: what the code of a comparer reads was found after the comparer.
/// </remarks>
internal sealed class RebuildOrder(IdentityMap objects, Func<object, TypePlan> planOf, ValueOrigins origins)
{
    private readonly FrameworkKeys _frameworkKeys = new(planOf);
    private readonly Stack<(int Id, Step Step)> _steps = new();
    private readonly List<int> _order = [];
    private readonly HashSet<int> _begun = [];
    private readonly HashSet<int> _completed = [];

    private enum Step : byte
    {
        Begin,
        Complete,
        Emit,
    }

    public IReadOnlyList<int> Of(IReadOnlyList<int> late)
    {
        foreach (var id in late.Where(IsFrameworkKey))
            Walk(id);
        foreach (var id in late.Reverse())
            Walk(id);
        return _order;
    }

    private void Walk(int id)
    {
        _steps.Push((id, Step.Begin));
        while (_steps.TryPop(out var next))
            Take(next.Id, next.Step);
    }

    private void Take(int id, Step step)
    {
        if (step == Step.Emit)
            _order.Add(id);
        else if (step == Step.Begin)
            Begin(id);
        else if (_completed.Add(id))
            Complete(id);
    }

    private void Begin(int id)
    {
        if (!_begun.Add(id))
            return;
        _steps.Push((id, Step.Emit));
        var needs = planOf(objects[id]).Rebuild!.Needs;
        var parts = origins.PartsOf(id);
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not { } part)
                continue;
            if (needs[i] == PartNeed.Complete)
                Visit(part, Step.Complete);
            else
                RequireExistence(part);
        }
    }

    /// <summary>The part, or for an array its elements, must exist by then, but need not be filled.</summary>
    private void RequireExistence(object part)
    {
        var plan = planOf(part);
        if (plan.IsLate)
            Visit(part, Step.Begin);
        else if (plan.Travel == Travel.Array && !plan.IsLeaf)
            VisitReferences(part, plan, element => { if (planOf(element).IsLate) Visit(element, Step.Begin); });
    }

    private void Complete(int id)
    {
        var value = objects[id];
        var plan = planOf(value);
        VisitReferences(value, plan, inner => Visit(inner, Step.Complete));
        if (plan.Travel != Travel.Rebuilt)
            return;

        // Parts are pushed before the object itself, so they are processed after it; what it needs to be put together is pushed last.
        foreach (var part in origins.PartsOf(id))
        {
            if (part is not null)
                Visit(part, Step.Complete);
        }

        Begin(id);
    }

    /// <summary>Whether the object is put together without running user code.</summary>
    private bool IsFrameworkKey(int id)
    {
        var needs = planOf(objects[id]).Rebuild!.Needs;
        var parts = origins.PartsOf(id);
        for (var i = 0; i < parts.Count; i++)
        {
            if (needs[i] == PartNeed.Complete && parts[i] is { } part && !_frameworkKeys.Has(part))
                return false;
        }

        return true;
    }

    private void Visit(object value, Step step)
    {
        if (step == Step.Complete && planOf(value).IsLeaf)
            return;
        if (objects.Find(value) is var id and not 0)
            _steps.Push((id, step));
    }

    private static void VisitReferences(object value, TypePlan plan, Action<object> visit)
    {
        if (plan.Layout is null)
            return;
        if (value is not Array array)
        {
            VisitRuns(ref ObjectBody.Of(value), plan.Layout, visit);
            return;
        }

        ref var start = ref MemoryMarshal.GetArrayDataReference(array);
        for (var i = (nint)0; i < (nint)array.LongLength; i++)
            VisitRuns(ref Unsafe.AddByteOffset(ref start, i * plan.ElementSize), plan.Layout, visit);
    }

    private static void VisitRuns(ref byte body, TypeLayout layout, Action<object> visit)
    {
        foreach (var run in layout.Runs)
        {
            if (run.Kind == SlotKind.Reference && Unsafe.As<byte, object?>(ref Unsafe.AddByteOffset(ref body, run.Offset)) is { } value)
                visit(value);
        }
    }
}
