using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MemMagics.Wire.State;

namespace MemMagics.Worker.Loading;

/// <summary>
/// Makes the static fields of the notebook's types again what they were before the first call's code ran, so that the warm call finds
/// them as the first one did: zero, as the runtime makes them, and what their initialisers gave them.
/// </summary>
/// <remarks>
/// Initialisers that had run in the notebook do not run; the snapshot sets what they set. Those that ran in this worker, in the first call,
/// run again. What the compiler keeps in static fields (cached delegates) stays, because it is part of what makes the warm call warm.
/// </remarks>
/// <param name="submissions">The notebook's assemblies.</param>
/// <param name="restored">The types whose static fields the snapshot sets.</param>
internal sealed unsafe class StaticState(IReadOnlyList<Assembly> submissions, IReadOnlySet<Type> restored)
{
    // Types of libraries whose tables of their own objects the snapshot sets.
    private readonly List<Type> _registering = [.. restored.Where(type => !submissions.Contains(type.Assembly))];
    private HashSet<Type> _due = [];
    private List<int> _sizes = [];
    private int _initialisedLibraryTypes;
    private Type? _grown;

    /// <summary>Before the first call: to this thread, restored types are as new as to any thread that a cell of the notebook runs on.</summary>
    /// <remarks>Only the initialiser of a generic type can have run by now, because its constructions share one and it is not disabled.</remarks>
    public void Begin()
    {
        StaticFields.Clear(
            [.. restored.Where(type => submissions.Contains(type.Assembly) && type.IsConstructedGenericType && type.TypeInitializer is not null).SelectMany(StaticFields.OfThreads)]);
        _sizes = _registering.ConvertAll(SizeOfTables);
        _initialisedLibraryTypes = InitialisedLibraryTypes();
    }

    /// <summary>Before the snapshot is rebuilt for the warm call: zero, as the runtime makes them.</summary>
    public void Clear()
    {
        if (InitialisedLibraryTypes() != _initialisedLibraryTypes)
            _grown = _registering.Where((type, i) => SizeOfTables(type) != _sizes[i]).FirstOrDefault();

        var initialised = Types().Where(TypeInitialisation.HasRun).ToList();
        StaticFields.Clear([.. initialised.SelectMany(type => restored.Contains(type) ? StaticFields.OfThreads(type) : StaticFields.Of(type))]);
        _due = initialised.Where(type => type.TypeInitializer is not null && !restored.Contains(type)).ToHashSet();
    }

    /// <summary>Before the warm call, when the snapshot is rebuilt.</summary>
    /// <param name="measured">The method that the measured code begins with.</param>
    /// <exception cref="NoWarmCallException">An initialiser that ran in the first call throws when it runs again, or is a library's and has added to a table.</exception>
    public void Initialise(MethodBase measured)
    {
        if (_grown is not null)
            throw new NoWarmCallException(_grown);
        foreach (var type in InitialiserOrder.Of(_due, measured))
            Run(type);
    }

    private int InitialisedLibraryTypes() => _registering.Select(static type => type.Assembly).Distinct().Sum(static library => InitialisedTypes.Of(library).Count);

    private static int SizeOfTables(Type type) => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(static field => !field.IsLiteral && !field.FieldType.IsValueType && !field.IsDefined(typeof(ThreadStaticAttribute)))
        .Sum(static field => field.GetValue(null) is ICollection { Count: var count } table && TravelPolicy.IsFramework(table.GetType()) ? count : 0);

    private IEnumerable<Type> Types()
    {
        foreach (var assembly in submissions)
        {
            var types = assembly.GetTypes().Where(static type => !IsCompilers(type) && StaticFields.Of(type).Any()).ToList();
            var constructions = types.Exists(static type => type.IsGenericTypeDefinition) ? ConstructedTypes.Of(assembly) : [];
            foreach (var type in types.Where(static type => !type.IsGenericTypeDefinition).Concat(constructions.Where(construction => types.Contains(construction.GetGenericTypeDefinition()))))
                yield return type;
        }
    }

    private static void Run(Type type)
    {
        try
        {
            // Called by address, because reflection runs an initialiser only once.
            ((delegate*<void>)type.TypeInitializer!.MethodHandle.GetFunctionPointer())();
        }
        catch (Exception e)
        {
            throw new NoWarmCallException(type, e);
        }
    }

    private static bool IsCompilers(Type type) =>
        type.Name.StartsWith("<>", StringComparison.Ordinal) || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
