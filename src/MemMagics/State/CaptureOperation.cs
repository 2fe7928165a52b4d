using System.Reflection;
using MemMagics.Compilation;
using MemMagics.Session;
using MemMagics.State.Code;
using MemMagics.State.Fidelity;
using MemMagics.Wire;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>One capture: code leads to variables, and their values to more code, until there is nothing new.</summary>
internal sealed class CaptureOperation : INotebookTypes, IDisposable
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> s_counting = [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(SortedList<,>), typeof(SortedDictionary<,>)];

    private readonly SubmissionChain _chain;
    private readonly SubmissionBuilds _builds;
    private readonly CaptureCache _cache;
    private readonly SnapshotWriter _file;
    private readonly GraphWriter _graph;
    private readonly PortableHashes _hashes;
    private readonly CodeReach _reach;
    private readonly List<SnapshotRoot> _roots = [];
    private readonly HashSet<Type> _initialised = [];
    private readonly HashSet<FieldInfo> _counters = [];
    private readonly HashSet<string> _assemblies = new(StringComparer.Ordinal);
    private readonly CodeImage _measured;

    public CaptureOperation(SubmissionChain chain, SubmissionBuilds builds, EmittedSubmission measured, CaptureCache cache, Snapshot snapshot, PortableHashes hashes, bool reopen)
    {
        _chain = chain;
        _builds = builds;
        _cache = cache;
        _measured = cache.ImageOf(measured);
        _file = new SnapshotWriter(snapshot);
        _graph = new GraphWriter(_file, cache.Plans, this, hashes, reopen);
        _hashes = hashes;
        _reach = new CodeReach(ImageOf, new LiveTypes(chain));
    }

    /// <returns>The submissions to load, oldest first.</returns>
    public IReadOnlyList<EmittedSubmission> Run(CancellationToken cancellationToken)
    {
        _reach.AddAll(_measured);
        while (_reach.Run())
        {
            foreach (var variable in _reach.TakeVariables())
                Add(variable);
            foreach (var field in _reach.TakeStatics())
                Add(field);
            RunGraph(cancellationToken);
        }

        Complete();
        return Reached();
    }

    /// <returns>The submissions that the variables of the given ones refer to, oldest first.</returns>
    public IReadOnlyList<EmittedSubmission> RunVariablesOf(IReadOnlyList<Submission> submissions, CancellationToken cancellationToken)
    {
        foreach (var submission in submissions)
        {
            foreach (var field in submission.Instance?.GetType().GetFields(Declared).Where(static field => !field.IsStatic) ?? [])
                Add(new VariableRead(submission.AssemblyName, field.Name));
        }

        RunGraph(cancellationToken);
        Complete();
        return Reached();
    }

    public void Dispose() => _graph.Dispose();

    bool INotebookTypes.IsSubmission(object value) => ReferenceEquals(SubmissionOf(value.GetType())?.Instance, value);

    bool INotebookTypes.IsSubmissionClass(Type type) => SubmissionOf(type)?.Instance?.GetType() == type;

    bool INotebookTypes.HasOwnSingletons(Type type) => SubmissionOf(type) is null || type.Name.StartsWith("<>", StringComparison.Ordinal);

    BuildFit INotebookTypes.FitOf(Type type) =>
        type.Name.StartsWith('<') && !type.HasElementType && SubmissionOf(type) is { } submission
            ? BuiltTypes.Fit(type, BuildOf(type), _builds.MatchesNotebook(submission))
            : BuildFit.Whole;

    IReadOnlyList<FieldInfo> INotebookTypes.FieldsBeforeStart(Type type) => BuiltTypes.FieldsBeforeStart(type, BuildOf(type)!);

    void INotebookTypes.Found(Type type)
    {
        Mention(type);
        _reach.AddObject(type);
    }

    void INotebookTypes.FoundName(Type type)
    {
        Mention(type);
        _reach.AddName(type);
    }

    void INotebookTypes.Found(Delegate code)
    {
        foreach (var call in code.GetInvocationList())
        {
            if (call.Method.DeclaringType is { } type)
                Mention(type);
            _reach.AddCode(call.Method);
        }
    }

    void INotebookTypes.Found(MemberInfo member)
    {
        if (member.DeclaringType is { } type)
            Mention(type);
        _reach.AddMember(member);
    }

    /// <summary>Writes what the roots lead to. A static field of a library that knows an object of it travels, too, and may lead to more.</summary>
    private void RunGraph(CancellationToken cancellationToken)
    {
        _graph.Run(cancellationToken);
        while (_graph.TakeRegistries() is { Count: > 0 } registries)
        {
            foreach (var (field, way) in registries)
            {
                AddStatic(field, $"{CSharpName.Of(field.DeclaringType!)}.{MemberNames.Shown(field.Name)}, which knows {way},");
                foreach (var counter in Registrations.CountersBeside(field).Where(_counters.Add))
                    AddStatic(counter, $"{CSharpName.Of(counter.DeclaringType!)}.{MemberNames.Shown(counter.Name)}");
                if (Registrations.IsTable(field))
                    _initialised.UnionWith(Registrations.LibrariesOf(field).Where(library => _chain.Find(library.GetName().Name!) is null).SelectMany(InitialisedTypes.Of));
            }

            _graph.Run(cancellationToken);
        }
    }

    private void Add(VariableRead variable)
    {
        if (_chain.Find(variable.Assembly)?.Instance is not { } submission)
            return;
        var field = submission.GetType().GetField(variable.Field, Declared)
            ?? throw new MagicException($"The variable '{MemberNames.Shown(variable.Field)}' is not in the session's live objects. Use --replay or --in-process.");
        // The worker itself sets the links between submissions.
        if (((INotebookTypes)this).IsSubmissionClass(field.FieldType))
            return;
        var (name, value) = (MemberNames.Shown(field.Name), field.GetValue(submission));
        CheckHashes(field, value, name);
        var id = _graph.AddRoot(name, value);
        _roots.Add(new SnapshotRoot(submission.GetType(), field.Name, IsStatic: false, id));
    }

    private void Add(StaticRead read)
    {
        var field = read.Type.GetField(read.Field, Declared)!;
        // Reading it must not trigger an initialiser that has not run yet; the worker runs its own, as the notebook would.
        if (field.IsLiteral || field.IsDefined(typeof(ThreadStaticAttribute)) || !HasRun(read.Type))
            return;
        var name = $"{CSharpName.Of(read.Type)}.{MemberNames.Shown(field.Name)}";
        CheckHashes(field, ValueOf(field), name);
        AddStatic(field, name);
    }

    /// <summary>Numbers, and collections of them, do not tell what they are, but the code of the cell does.</summary>
    private void CheckHashes(FieldInfo field, object? value, string name)
    {
        if (_hashes.KeptByVariables(HashFlow.OutermostOf(field.DeclaringType)!).Any(kept => kept.MetadataToken == field.MetadataToken && kept.Module == field.Module) && !IsEmpty(value))
            throw Refusal.Of([name], CSharpName.Of(field.FieldType), "keeps hash codes of structs that have no GetHashCode of their own (record structs have one), and those are others in another process");
    }

    /// <summary>Only such collections are asked as only count: others may first make what they hold, or ask code of their author's.</summary>
    private static bool IsEmpty(object? value) =>
        value is null or 0 or 0L or Array { Length: 0 } || (s_counting.Contains(value.GetType() is { IsGenericType: true } type ? type.GetGenericTypeDefinition() : typeof(void)) && value.GetType().GetProperty("Count")!.GetValue(value) is 0);

    private void AddStatic(FieldInfo field, string name) =>
        _roots.Add(new SnapshotRoot(field.DeclaringType!, field.Name, IsStatic: true, _graph.AddRoot(name, ValueOf(field))));

    /// <summary>A static field's value; <see langword="null"/> for a pointer that leads nowhere, which reflection gives as an object.</summary>
    private static unsafe object? ValueOf(FieldInfo field) => field.GetValue(null) switch
    {
        Pointer pointer when Pointer.Unbox(pointer) == null => null,
        nint address when address == 0 && field.FieldType.IsFunctionPointer => null,
        var value => value,
    };

    private static bool HasRun(Type type)
    {
        if (type.TypeInitializer is not null && !TypeInitialisation.IsKnown)
        {
            throw new MagicException(
                $"This runtime does not say whether the static fields of {CSharpName.Of(type)} are initialised, so they cannot be captured. Use --replay or --in-process.");
        }

        return TypeInitialisation.HasRun(type);
    }

    private void Complete()
    {
        // Types of roots must get their numbers before the type table is written.
        var holders = _roots.ConvertAll(root => _graph.Types.IndexOf(root.Holder));
        var initialised = _initialised.Select(_graph.Types.IndexOf).ToList();
        if (_hashes.SameSeeds)
            AddHashedTypes();
        var directory = new DirectoryWriter();
        var objects = _graph.Complete(directory);
        directory.Number(_roots.Count);
        for (var i = 0; i < holders.Count; i++)
        {
            directory.Number(holders[i]);
            directory.Text(_roots[i].Field);
            directory.Byte(_roots[i].IsStatic ? (byte)1 : (byte)0);
            directory.Number(_roots[i].ObjectId);
        }

        directory.Number(initialised.Count);
        foreach (var type in initialised)
            directory.Number(type);
        _file.Complete(directory.Written, objects, _hashes.SameSeeds);
    }

    /// <summary>
    /// Types of the notebook, and those that its code names, that were hashed, whether or not an object of theirs travels: a record combines the hash code of its
    /// type into its own, which a program may have kept.
    /// </summary>
    private void AddHashedTypes()
    {
        foreach (var assembly in ReachedNames().Select(name => _chain.Find(name)?.Instance?.GetType().Assembly).OfType<Assembly>())
        {
            foreach (var type in assembly.GetTypes().Concat(NamedBy(assembly.ManifestModule)))
            {
                if (IdentityHashes.Of(type) != 0 && type.FullName!.All(static letter => letter is not ('<' or '>')))
                    _graph.Types.IndexOf(type);
            }
        }
    }

    private static IEnumerable<Type> NamedBy(Module cell)
    {
        const int TypeReference = 0x0100_0000; // (ECMA-335, II.22.38)
        for (var token = TypeReference + 1; ResolveType(cell, token) is { } type; token++)
            yield return type;
    }

    private static Type? ResolveType(Module cell, int token)
    {
        try
        {
            return cell.ResolveType(token);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private List<EmittedSubmission> Reached()
    {
        var names = ReachedNames();
        var live = new LiveTypes(_chain);
        return [.. _chain.Submissions.Where(submission => names.Contains(submission.AssemblyName))
            .Select(submission => CompletedInitialisers.Remove(_builds.Emit(submission), ImageOf(submission.AssemblyName)!, live))];
    }

    private HashSet<string> ReachedNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(_measured.References.Concat(_assemblies));
        while (open.TryPop(out var name))
        {
            if (ImageOf(name) is not { } image || !names.Add(name))
                continue;
            foreach (var reference in image.References)
                open.Push(reference);
        }

        return names;
    }

    private void Mention(Type type)
    {
        if (type.HasElementType)
            Mention(type.GetElementType()!);
        foreach (var argument in type.IsConstructedGenericType ? type.GetGenericArguments() : [])
            Mention(argument);
        if (SubmissionOf(type) is { } submission)
            _assemblies.Add(submission.AssemblyName);
    }

    private Submission? SubmissionOf(Type type) => type.Assembly.GetName().Name is { } name ? _chain.Find(name) : null;

    private CodeType? BuildOf(Type type) => TypeKey.Of(type) is var key ? ImageOf(key.Assembly)?.Types.GetValueOrDefault(key.Name) : null;

    private CodeImage? ImageOf(string assembly)
    {
        if (assembly == _measured.Submission.Assembly)
            return _measured;
        return _chain.Find(assembly) is { } submission ? _cache.ImageOf(_builds.Emit(submission)) : null;
    }
}
