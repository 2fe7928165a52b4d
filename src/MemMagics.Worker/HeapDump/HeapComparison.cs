using MemMagics.Wire;
using MemMagics.Wire.Events;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.HeapDump;

/// <summary>Counts what is alive before a call and after it.</summary>
internal sealed class HeapComparison : ICallObserver, IDisposable
{
    // One for the life of the process: each connection of the port can be used only once.
    private static DiagnosticsPort? s_port;

    private readonly HeapCensus _before = new();
    private readonly HeapCensus _after = new();
    private string? _problem;

    /// <summary>What the call left alive; <see langword="null"/> when it did not complete.</summary>
    public TypeCounts? Result { get; private set; }

    /// <inheritdoc/>
    public void BeforeCall()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers(); // else objects that wait for their finalizer are counted as alive before the call, and as freed by it
        TryTake(_before);
    }

    /// <inheritdoc/>
    public void AfterCall()
    {
        TryTake(_after);
        _after.Subtract(_before);
        Result = new TypeCounts(_problem is null ? Named(_after.Counts()) : [], _problem);
    }

    public void Dispose()
    {
        _before.Dispose();
        _after.Dispose();
    }

    private void TryTake(HeapCensus census)
    {
        try
        {
            if (_problem is null)
                HeapDump.Take(s_port ??= DiagnosticsPort.Take(), census);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _problem = e.Message;
        }
    }

    private static List<TypeCount> Named(IReadOnlyList<(nint Type, long Objects, long Bytes)> counts)
    {
        var named = new List<TypeCount>(counts.Count);
        foreach (var (handle, objects, bytes) in counts)
        {
            // In heap events, a type's id is the address in its type handle.
            if (Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr(handle)) is { } type && !IsOwn(type))
                named.Add(new TypeCount(CSharpName.Of(type), objects, bytes));
        }

        return named;
    }

    private static bool IsOwn(Type type) =>
        OwnCode.Contains(type)
        || (type.HasElementType && IsOwn(type.GetElementType()!))
        || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), IsOwn));
}
