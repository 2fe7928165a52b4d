using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.State.Code;
using MemMagics.State.Fidelity;
using MemMagics.Wire;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>
/// Writes object graphs breadth first: an object's table entry when it is found, its body when its turn comes.
/// Nothing recurses, so a list of a million nodes is no deeper than one of three.
/// </summary>
internal sealed unsafe class GraphWriter : IDisposable
{
    private readonly SnapshotWriter _file;
    private readonly ChunkWriter _table;
    private readonly ChunkWriter _bodies;
    private readonly INotebookTypes _notebook;
    private readonly IdentityMap _objects = new();
    private readonly ValueOrigins _origins;
    private readonly WrittenTypes _types;
    private readonly CollectionVersions _versions;
    private readonly List<int> _late = [];
    private readonly HashSet<FieldInfo> _registries = [];
    private List<(FieldInfo Field, string Way)> _newRegistries = [];
    private readonly List<(int Id, int Hash)> _identities = [];
    private readonly PortableHashes _hashes;
    private readonly bool _reopen;
    private int _next = 1;
    private int _current;

    public GraphWriter(SnapshotWriter file, TypePlans plans, INotebookTypes notebook, PortableHashes hashes, bool reopen)
    {
        _hashes = hashes;
        _reopen = reopen;
        _file = file;
        _table = new ChunkWriter(file);
        _bodies = new ChunkWriter(file);
        _notebook = notebook;
        _origins = new ValueOrigins(_objects, plans);
        _types = new WrittenTypes(plans, notebook, _origins, hashes);
        _versions = new CollectionVersions(_objects, _origins);
    }

    public TypeTable Types => _types.Table;

    /// <summary>Adds the value of a variable. Its graph is written by the next <see cref="Run"/>.</summary>
    /// <returns>The value's id; 0 for null.</returns>
    public int AddRoot(string variable, object? value)
    {
        _current = _origins.BeginRoot(variable);
        return IdOf(value);
    }

    /// <summary>Writes everything that can be reached from the added values.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        for (; _next <= _objects.Count; _next++)
        {
            if ((_next & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            _current = _next;
            WriteBody(_objects[_next]);
        }
    }

    /// <summary>The static fields of libraries found since the last call that know an object which travels, each with the path to that object.</summary>
    public IReadOnlyList<(FieldInfo Field, string Way)> TakeRegistries()
    {
        var found = _newRegistries;
        _newRegistries = [];
        return found;
    }

    /// <summary>Ends the streams and writes the directory's entries for them, for types and for the rebuild order.</summary>
    /// <returns>The number of objects.</returns>
    public int Complete(DirectoryWriter directory)
    {
        _versions.Check();
        _table.Flush();
        _bodies.Flush();
        directory.Chunks(_table.Chunks);
        directory.Chunks(_bodies.Chunks);
        _types.Table.WriteTo(directory);
        var order = new RebuildOrder(_objects, this.PlanOf, _origins).Of(_late);
        directory.Number(order.Count);
        foreach (var id in order)
            directory.Number(id);
        directory.Number(_identities.Count);
        foreach (var (id, hash) in _identities)
        {
            directory.Number(id);
            directory.Number(hash);
            directory.Byte(_hashes.IsKept(_objects[id].GetType()) ? (byte)1 : (byte)0);
        }

        return _objects.Count;
    }

    public void Dispose()
    {
        _table.Dispose();
        _bodies.Dispose();
        _types.Dispose();
        _objects.Dispose();
    }

    private int IdOf(object? value)
    {
        if (value is null)
            return 0;
        var id = _objects.IdOf(value, out var isNew);
        if (isNew)
            WriteEntry(value, id);
        return id;
    }

    private void WriteEntry(object value, int id)
    {
        _origins.Add(id, _current);
        var type = TypeOf(value, id);
        if (_hashes.SameSeeds && IdentityHashes.Of(value) is var hash and not 0)
            _identities.Add((id, hash));
        if (type.Travel == Travel.Refused)
            throw _origins.Refuse(value, _current, type.Plan.Reason!);
        if (type.StateOffset is { } state && BuiltTypes.HasStarted(type.Plan.Type, ObjectBody.Int32(value, state)))
            throw new DebugBuildNeededException(type.Plan.Type, $"the iterator {_origins.Way(value, _current)} is half-way through");
        _table.Number(type.Index);
        if (type.Registered.Count > 0 && type.Registered.TryGetValue(value, out var knowing))
            AddRegistry(knowing, value);
        switch (type.Travel)
        {
            case Travel.Text:
                _table.Number(((string)value).Length);
                break;
            case Travel.Array:
                WriteLengths((Array)value);
                break;
            case Travel.TypeName:
                _table.Number(_types.Table.IndexOf((Type)value));
                _notebook.FoundName((Type)value);
                break;
            case Travel.Rebuilt:
                _late.Add(id);
                if (!ReferenceEquals(type, _types.Singleton))
                    ThrowIfRefused(type.Plan.Rebuild!, value, id);
                if (value is Delegate code)
                    _notebook.Found(code);
                else if (value is MemberInfo member)
                    _notebook.Found(member);
                break;
        }
    }

    private void AddRegistry(FieldInfo field, object known)
    {
        if (_registries.Add(field))
            _newRegistries.Add((field, _origins.Way(known, _current)));
    }

    private void WriteLengths(Array array)
    {
        for (var dimension = 0; dimension < array.Rank; dimension++)
        {
            if (array.GetLowerBound(dimension) != 0)
                throw _origins.Refuse(array, _current, "is an array that does not begin at index 0");
            _table.Number(array.GetLength(dimension));
        }
    }

    private void WriteBody(object value)
    {
        var type = _types.Of(value, _current);
        switch (type.Travel)
        {
            case Travel.Fields:
                foreach (var version in type.Versions)
                    _versions.Add(_current, version);
                CheckHashes(type, ref ObjectBody.Of(value));
                WriteRuns(ref ObjectBody.Of(value), type.Plan.Layout!);
                break;
            case Travel.Text:
                var text = (string)value;
                _bodies.CopyFrom(ref Unsafe.As<char, byte>(ref Unsafe.AsRef(in text.GetPinnableReference())), text.Length * (long)sizeof(char));
                break;
            case Travel.Array:
                CheckHashes(type, (Array)value);
                WriteArray((Array)value, type.Plan);
                break;
            case Travel.Rebuilt:
                if (type.Plan.Layout is not null)
                    WriteRuns(ref ObjectBody.Of(value), type.Plan.Layout);
                var singleton = ReferenceEquals(type, _types.Singleton) ? _types.OwnOf(value, _current).SingletonField(value) : null;
                WriteParts(type.Plan.Rebuild!, singleton ?? value);
                break;
        }
    }

    private void WriteArray(Array array, TypePlan plan)
    {
        var layout = plan.Layout!;
        ref var start = ref MemoryMarshal.GetArrayDataReference(array);
        if (layout.IsRaw)
        {
            var bytes = array.LongLength * plan.ElementSize;
            if (bytes < SnapshotFormat.BlockThreshold)
                _bodies.CopyFrom(ref start, bytes);
            else
                _bodies.Int64(_file.AppendBlock(array, bytes));
            return;
        }

        for (var left = array.LongLength; left > 0; left--)
        {
            WriteRuns(ref start, layout);
            start = ref Unsafe.AddByteOffset(ref start, plan.ElementSize);
        }
    }

    private void CheckHashes(WrittenType type, Array array)
    {
        if (type.HashPlaces.Count == 0)
            return;
        ref var start = ref MemoryMarshal.GetArrayDataReference(array);
        for (var i = (nint)0; i < (nint)array.LongLength; i++)
            CheckHashes(type, ref Unsafe.AddByteOffset(ref start, i * type.Plan.ElementSize));
    }

    private void CheckHashes(WrittenType type, ref byte body)
    {
        foreach (var place in type.HashPlaces)
        {
            if (place.IsFilled(ref body))
                throw _origins.RefuseKnown(_current, $"keeps hash codes in its field '{MemberNames.Shown(place.Field.Name)}', and those are others in another process");
        }
    }

    private void WriteRuns(ref byte body, TypeLayout layout)
    {
        foreach (ref readonly var run in layout.Runs.AsSpan())
        {
            ref var place = ref Unsafe.AddByteOffset(ref body, run.Offset);
            if (run.Kind == SlotKind.Raw)
                _bodies.CopyFrom(ref place, run.Size);
            else if (run.Kind == SlotKind.Reference)
                WriteReference(Unsafe.As<byte, object?>(ref place), layout, run);
            else if (run.Kind == SlotKind.Zero && MemoryMarshal.CreateReadOnlySpan(ref place, run.Size).ContainsAnyExcept((byte)0))
                throw _origins.RefusePlace(_current, run.Offset, layout);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteReference(object? value, TypeLayout layout, in TypeLayout.Run run)
    {
        _bodies.Int32(IdOf(value));
        if (run.IsHalfWay && value is not null && _types.Of(value, _current).Travel != Travel.Fields)
            throw _origins.RefuseHalfWay(_current, run.Offset, layout);
    }

    private WrittenType TypeOf(object value, int id)
    {
        try
        {
            return _types.Of(value, _current);
        }
        catch (Exception e) when (IsChange(e))
        {
            throw _origins.Changing(id, e.Message.TrimEnd('.'), e);
        }
    }

    private void WriteParts(Rebuild rebuild, object value)
    {
        foreach (var part in TakeApart(rebuild, value))
            _bodies.Int32(IdOf(part));
    }

    private void ThrowIfRefused(Rebuild rebuild, object value, int id)
    {
        try
        {
            if (rebuild.Refusal(value) is { } reason)
                throw _origins.Refuse(value, _current, reason);
            if (rebuild.OpensAgain && !_reopen)
                throw _origins.RefuseUnlessReopened(value, _current);
        }
        catch (Exception e) when (IsChange(e))
        {
            throw _origins.Changing(id, e.Message.TrimEnd('.'), e);
        }
    }

    /// <summary>Whether the exception is one that framework collections throw when another thread changes them during a read.</summary>
    private static bool IsChange(Exception e) =>
        e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or System.Data.DataException;

    private object?[] TakeApart(Rebuild rebuild, object value)
    {
        try
        {
            var parts = rebuild.TakeApart(value);
            _origins.KeepParts(_current, parts);
            _file.Skip(rebuild.SpareCapacity(parts));
            return parts;
        }
        catch (ObjectDisposedException)
        {
            throw _origins.RefuseKnown(_current, "has been disposed");
        }
        catch (Exception e) when (IsChange(e))
        {
            throw _origins.Changing(_current, e.Message.TrimEnd('.'), e);
        }
    }

    private TypePlan PlanOf(object value) => _types.Of(value, _current).Plan;
}
