using System.Reflection;
using MemMagics.State.Code;
using MemMagics.State.Fidelity;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>The types of which one snapshot holds values, each examined once.</summary>
internal sealed class WrittenTypes : IDisposable
{
    private readonly TypePlans _plans;
    private readonly INotebookTypes _notebook;
    private readonly ValueOrigins _origins;
    private readonly PortableHashes _hashes;
    private readonly CopiedTables _tables;
    private readonly Dictionary<Type, WrittenType> _written = [];
    private Type? _lastType;
    private WrittenType? _lastWritten;

    public WrittenTypes(TypePlans plans, INotebookTypes notebook, ValueOrigins origins, PortableHashes hashes)
    {
        _hashes = hashes;
        _tables = new CopiedTables(hashes);
        _plans = plans;
        _notebook = notebook;
        _origins = origins;
        var singleton = plans.Of(typeof(StaticSingleton));
        Singleton = new WrittenType(singleton, Table.Use(singleton, singleton.Type), []);
    }

    public TypeTable Table { get; } = new();

    /// <summary>How an object is written that a static read-only field of its own type holds.</summary>
    public WrittenType Singleton { get; }

    /// <summary>How an object is written.</summary>
    /// <param name="value">The object.</param>
    /// <param name="holder">Id of the object in which it was found.</param>
    /// <exception cref="MagicException">Objects of its type cannot travel.</exception>
    public WrittenType Of(object value, int holder)
    {
        var type = OwnOf(value, holder);
        if (type.Singletons.Count > 0 && type.SingletonField(value) is not null)
            return Singleton;
        return type.Copy is { } copy && _tables.Contain(value, type.Plan) ? copy : type;
    }

    public void Dispose() => _tables.Dispose();

    /// <summary>How objects of its type are written, whether or not this one is a singleton.</summary>
    /// <inheritdoc cref="Of"/>
    public WrittenType OwnOf(object value, int holder)
    {
        var type = value.GetType();
        if (ReferenceEquals(type, _lastType))
            return _lastWritten!;
        if (!_written.TryGetValue(type, out var written))
            _written.Add(type, written = Examine(type, value, holder));
        (_lastType, _lastWritten) = (type, written);
        return written;
    }

    private WrittenType Examine(Type type, object example, int holder)
    {
        try
        {
            return Create(type, example, holder);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException)
        {
            throw _origins.Refuse(example, holder, $"is of a class that needs what cannot be loaded here ({e.Message.TrimEnd('.')})");
        }
    }

    private WrittenType Create(Type type, object example, int holder)
    {
        if (_notebook.IsSubmissionClass(type))
        {
            if (!_notebook.IsSubmission(example))
                throw _origins.Refuse(example, holder, "belongs to another session");
            var submission = new TypePlan { Type = type, Travel = Travel.Submission, IsLeaf = true };
            return new WrittenType(submission, Table.Use(submission, type), []);
        }

        var fit = _notebook.FitOf(type);
        if (fit == BuildFit.DebugBuildOnly)
            throw new DebugBuildNeededException(type, $"in Release the variables that are in {_origins.Way(example, holder)} are kept otherwise");
        if (fit == BuildFit.None)
            throw _origins.Refuse(example, holder, "is of code that MemMagics cannot compile again as the notebook did");
        var plan = fit == BuildFit.NotStarted ? _plans.Of(type).With(TypeLayout.OfFields(_plans, type, _notebook.FieldsBeforeStart(type))) : _plans.Of(type);
        if (plan.Travel == Travel.Fields && HashFields.RememberedIn(type, _hashes) is { Count: > 0 } remembered)
            plan = plan.With(TypeLayout.OfFields(_plans, type, [.. plan.Layout!.Fields.Except(remembered)]));
        var isOthers = _notebook.HasOwnSingletons(type);
        var singletons = isOthers ? Singletons.Of(type) : [];
        var registered = Registrations.Of(type, _notebook.HasOwnSingletons);
        if (isOthers && registered.Values.Any(Registrations.IsTable))
            singletons = [.. singletons, .. Registrations.HeldByInitialised(type)];
        if (plan.Travel == Travel.Refused)
            return new WrittenType(plan, -1, singletons);
        _notebook.Found(type);
        var wireType = plan.Travel == Travel.TypeName ? typeof(Type) : plan.Rebuild?.WireType(type) ?? type;
        return new WrittenType(plan, Table.Use(plan, wireType), singletons)
        {
            HashPlaces = plan.Travel is Travel.Fields or Travel.Array ? HashFields.In(type, _hashes) : [],
            Registered = registered,
            Versions = plan.Travel == Travel.Fields ? VersionsOf(plan) : [],
            Copy = plan.Copy is { } copy && _hashes.SameSeeds ? new WrittenType(copy, Table.Use(copy, type), []) { HashPlaces = HashFields.In(type, _hashes), Versions = VersionsOf(copy) } : null,
            StateOffset = fit == BuildFit.NotStarted ? FieldOffsets.Of(StateMachineFields.StateOf(type)!, type) : null,
        };
    }

    /// <summary>
    /// The fields by which a change of a framework collection shows: most have a version counter, the others positions, a length or counts. (Removing
    /// from a dictionary or set changes its free slots only.)
    /// </summary>
    private static Slot[] VersionsOf(TypePlan plan) => Array.FindAll(plan.Layout!.Slots, static slot =>
        slot is { Kind: SlotKind.Raw, Path: [{ Name: "_version" or "version" or "_headAndTail" or "m_ChunkLength" or "_freeList" or "_freeCount" }] } or { Kind: SlotKind.Reference, Path: [{ Name: "_countPerLock" }] }
        && TravelPolicy.IsFramework(slot.Path[0].DeclaringType!));
}
