using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.State;

/// <summary>One rebuild: creates every object, fills them, sets the variables, and puts together the objects that are rebuilt from parts.</summary>
internal sealed unsafe class RebuildOperation : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly SnapshotDirectory _directory;
    private readonly INotebookAssemblies _notebook;
    private readonly RootSetter _setter;
    private readonly SnapshotStream _table;
    private readonly SnapshotStream _bodies;
    private readonly object?[] _objects;
    private readonly int[] _typeOf;
    private readonly Dictionary<int, int[]> _partsOf = [];
    private readonly LateReferences _late = new();
    private readonly Dictionary<int, (int Hash, bool IsKept)> _lateIdentities = [];
    private readonly LargeArrays _large;
    private ILookup<int, SnapshotRoot> _open = Enumerable.Empty<SnapshotRoot>().ToLookup(static root => root.ObjectId);
    private long _claimed;

    public RebuildOperation(SafeFileHandle file, SnapshotDirectory directory, INotebookAssemblies notebook, IArrayContents contents)
    {
        _file = file;
        _directory = directory;
        _notebook = notebook;
        _setter = new RootSetter(notebook);
        _table = new SnapshotStream(file, directory.TableChunks);
        _bodies = new SnapshotStream(file, directory.BodyChunks);
        _large = new LargeArrays(file, directory.FileLength, contents);
        if (directory.ObjectCount > _table.Length)
            throw SnapshotException.Damaged("it counts more objects than it holds");
        _objects = new object?[directory.ObjectCount + 1];
        _typeOf = new int[directory.ObjectCount + 1];
    }

    public void Run()
    {
        foreach (var type in _directory.Initialised)
            Initialise(type);
        for (var id = 1; id < _objects.Length; id++)
            _objects[id] = Make(id);
        SetIdentities();
        for (var id = 1; id < _objects.Length; id++)
            Fill(id);
        _large.Fill();

        // Variables are set before objects are put together, because user code that hashes keys may read them. They are set again when
        // their value did not exist yet, or is a struct that was copied out of its box before it was complete.
        _setter.Set(_directory.Roots.Where(root => !IsMissing(root.ObjectId)), _objects);
        _open = _directory.Roots.Where(root => IsMissing(root.ObjectId) || _objects[root.ObjectId] is ValueType).ToLookup(static root => root.ObjectId);
        foreach (var id in _directory.RebuildOrder)
            Finish(id);
        if (_partsOf.Count > 0)
            throw SnapshotException.Damaged("objects are left in parts");
    }

    public void Dispose()
    {
        _table.Dispose();
        _bodies.Dispose();
    }

    private static void Initialise(Type type)
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        catch (TypeInitializationException e)
        {
            throw new SnapshotException($"The static initialiser of the library's class {CSharpName.Of(type)}, which had run in the notebook, fails in the worker: {ExceptionMessage.Of(Cause.Of(e)).TrimEnd('.')}. Use --replay or --in-process.");
        }
    }

    private object? Make(int id)
    {
        var type = _directory.Types.Of(_typeOf[id] = Index(_directory.Types.UsedCount));
        switch (type.Travel)
        {
            case Travel.Fields:
                ClaimMemory(type.Layout!.WireSize);
                return RuntimeHelpers.GetUninitializedObject(type.Type);
            case Travel.Text:
                var length = Length();
                ClaimMemory(length * (long)sizeof(char));
                return length == 0 ? string.Empty : new string('\0', (int)length);
            case Travel.Array:
                return MakeArray(type);
            case Travel.TypeName:
                return _directory.Types.Named(Index(_directory.Types.Count));
            case Travel.Submission:
                return _notebook.SubmissionObject(type.Type.Assembly.GetName().Name!);
            default:
                ClaimMemory((type.Plan.Rebuild!.Needs.Count * (long)sizeof(int)) + (type.Layout?.WireSize ?? 0));
                return type.Plan.Rebuild.HasBlank ? RuntimeHelpers.GetUninitializedObject(type.Type) : null;
        }
    }

    /// <summary>Where the worker has an object of its own in an object's place, and that has a hash code by now, it stays: a table with it is built again.</summary>
    private void SetIdentities()
    {
        foreach (var (id, hash, isKept) in _directory.Identities)
        {
            if (_objects[id] is { } value)
                IdentityHashes.Set(value, hash);
            else
                _lateIdentities[id] = (hash, isKept);
        }
    }

    private Array MakeArray(SnapshotType type)
    {
        var rank = type.Type.GetArrayRank();
        var lengths = new int[rank];
        long total = 1;
        for (var i = 0; i < rank; i++)
        {
            lengths[i] = (int)Length();
            total = checked(total * lengths[i]);
        }

        // Each element counts for at least a byte of the file, so that a damaged length cannot ask for more memory than the file justifies.
        ClaimMemory(total * Math.Max(type.Layout!.WireSize, 1));
        return ArrayMaker.Make(type, lengths);
    }

    private void Fill(int id)
    {
        var type = _directory.Types.Of(_typeOf[id]);
        switch (type.Travel)
        {
            case Travel.Fields:
                FillRuns(ref ObjectBody.Of(_objects[id]!), type.Layout!, id, 0);
                break;
            case Travel.Text:
                var text = (string)_objects[id]!;
                _bodies.CopyTo(ref Unsafe.As<char, byte>(ref Unsafe.AsRef(in text.GetPinnableReference())), text.Length * (long)sizeof(char));
                break;
            case Travel.Array:
                FillArray((Array)_objects[id]!, type, id);
                break;
            case Travel.Rebuilt:
                if (type.Layout is not null)
                    FillRuns(ref ObjectBody.Of(_objects[id]!), type.Layout, id, 0);
                var parts = new int[type.Plan.Rebuild!.Needs.Count];
                for (var i = 0; i < parts.Length; i++)
                    parts[i] = ObjectId();
                _partsOf[id] = parts;
                break;
        }
    }

    private void FillArray(Array array, SnapshotType type, int id)
    {
        var layout = type.Layout!;
        ref var start = ref MemoryMarshal.GetArrayDataReference(array);
        if (layout.IsRaw)
        {
            var bytes = array.LongLength * type.Plan.ElementSize;
            if (bytes < SnapshotFormat.BlockThreshold)
                _bodies.CopyTo(ref start, bytes);
            else
                FillFromBlock(array, bytes);
            return;
        }

        var offset = (nint)0;
        for (var left = array.LongLength; left > 0; left--)
        {
            FillRuns(ref Unsafe.AddByteOffset(ref start, offset), layout, id, offset);
            offset += type.Plan.ElementSize;
        }
    }

    private void FillFromBlock(Array array, long bytes)
    {
        var offset = _bodies.Int64();
        if (offset < 0)
        {
            _large.Add(array, ~offset, bytes);
            return;
        }

        ArrayBlock.Check(offset, _directory.FileLength, bytes);
        ArrayBlock.Read(_file, offset, array, bytes);
    }

    private void FillRuns(ref byte body, TypeLayout layout, int id, nint origin)
    {
        var runs = layout.Runs;
        for (var i = 0; i < runs.Length; i++)
        {
            ref readonly var run = ref runs[i];
            ref var place = ref Unsafe.AddByteOffset(ref body, run.Offset);
            if (run.Kind == SlotKind.Raw)
                _bodies.CopyTo(ref place, run.Size);
            else if (run.Kind == SlotKind.Reference)
                FillReference(ref Unsafe.As<byte, object?>(ref place), layout.References[i]!, id, origin + run.Offset);
            else if (run.Kind == SlotKind.Thread)
                Unsafe.WriteUnaligned(ref place, Environment.CurrentManagedThreadId);
        }
    }

    private void FillReference(ref object? place, ReferencePlace declared, int holder, nint offset)
    {
        var id = ObjectId();
        if (id == 0)
            return;
        var value = _objects[id];
        if (value is null)
            _late.Add(id, holder, offset, declared.Type);
        else
            place = declared.Accepts(value, _typeOf[id]) ? value : throw WrongType();
    }

    private void Finish(int id)
    {
        if (!_partsOf.Remove(id, out var ids))
            throw SnapshotException.Damaged("an object is put together twice");
        var parts = new object?[ids.Length];
        for (var i = 0; i < ids.Length; i++)
            parts[i] = !IsMissing(ids[i]) ? _objects[ids[i]] : throw SnapshotException.Damaged("an object is put together before its parts");

        var type = _directory.Types.Of(_typeOf[id]);
        ClaimMemory(type.Plan.Rebuild!.SpareCapacity(parts));
        var made = PutTogether(id, type, parts);
        _objects[id] = made;
        if (_lateIdentities.TryGetValue(id, out var identity) && !IdentityHashes.Set(made, identity.Hash) && identity.IsKept)
            throw new SnapshotException($"A {CSharpName.Of(made.GetType())} whose hash code the session keeps has another one in the worker. Use --replay or --in-process.");
        _setter.Set(_open[id], _objects);
        foreach (var late in _late.Take(id))
        {
            if (!late.Declared.IsInstanceOfType(made))
                throw WrongType();
            Unsafe.As<byte, object?>(ref Unsafe.AddByteOffset(ref StartOf(_objects[late.Holder]!), late.Offset)) = made;
            _setter.Set(_open[late.Holder], _objects);
        }
    }

    private object PutTogether(int id, SnapshotType type, object?[] parts)
    {
        try
        {
            return type.Plan.Rebuild!.PutTogether(type.Type, _objects[id], parts);
        }
        catch (Exception e) when (e is not SnapshotException)
        {
            var variable = _directory.Roots.FirstOrDefault(root => root.ObjectId == id)?.Field;
            throw SnapshotException.NotTogether(variable is null ? $"A {CSharpName.Of(type.Type)}" : $"{variable} : {CSharpName.Of(type.Type)}", e);
        }
    }

    private static ref byte StartOf(object holder) =>
        ref holder is Array array ? ref MemoryMarshal.GetArrayDataReference(array) : ref ObjectBody.Of(holder);

    private bool IsMissing(int id) => id != 0 && _objects[id] is null;

    private int Index(int limit)
    {
        var index = _table.Number();
        return index >= 0 && index < limit ? (int)index : throw SnapshotException.Damaged("an object has an unknown type");
    }

    private int ObjectId()
    {
        var id = _bodies.Int32();
        return (uint)id < (uint)_objects.Length ? id : throw SnapshotException.Damaged("a reference leads to no object");
    }

    private long Length()
    {
        var length = _table.Number();
        return length is >= 0 and <= int.MaxValue ? length : throw SnapshotException.Damaged("a length is impossible");
    }

    /// <summary>Checks before an allocation that the file is large enough to fill it.</summary>
    private void ClaimMemory(long bytes)
    {
        if (bytes < 0 || bytes > _directory.FileLength - _claimed)
            throw SnapshotException.Damaged("its objects are larger than itself");
        _claimed += bytes;
    }

    private static SnapshotException WrongType() => SnapshotException.Damaged("a reference leads to an object of another type");
}
