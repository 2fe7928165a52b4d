using System.Reflection;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Loading;

/// <summary>The session's submission objects, constructed without running the submissions' code.</summary>
/// <remarks>
/// Roslyn gives each submission class a constructor <c>(object[])</c> that only links it to the earlier ones; user code is in
/// <c>&lt;Initialize&gt;</c>. (Roslyn, SynthesizedSubmissionConstructor and SynthesizedInteractiveInitializerMethod.)
/// </remarks>
internal sealed class SubmissionArray
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly NotebookLoadContext _context;
    private readonly Dictionary<string, object> _byAssembly = new(StringComparer.Ordinal);
    private readonly object?[] _objects;

    private SubmissionArray(NotebookLoadContext context, int length)
    {
        _context = context;
        _objects = new object?[length];
    }

    /// <summary>Constructs the earlier submissions' objects.</summary>
    public static SubmissionArray Create(NotebookLoadContext context, RunRequest request)
    {
        var submissions = new SubmissionArray(context, (request.Measured?.Slot ?? 0) + 1);
        foreach (var entry in request.Submissions)
            submissions.Construct(entry);
        return submissions;
    }

    /// <summary>The object of an earlier submission.</summary>
    /// <exception cref="KeyNotFoundException">The engine did not send that submission.</exception>
    public object this[string assembly] => _byAssembly[assembly];

    /// <summary>Runs the code of the earlier submissions, oldest first.</summary>
    public void Replay(RunRequest request)
    {
        foreach (var entry in request.Submissions.Where(static entry => entry.Runs))
        {
            try
            {
                Initialize(this[entry.Assembly]);
            }
            catch (Exception) when (entry.Threw)
            {
                // As in the notebook, what it had set by then is set, and the next one runs.
            }
        }
    }

    /// <summary>Constructs the measured submission, of which nothing runs but what finds the measured code.</summary>
    public Delegate CreateMeasured(SubmissionEntry measured) => MeasuredCode.Of(Construct(measured));

    /// <summary>The method that the measured code begins with, of the submission that <see cref="CreateMeasured"/> constructed.</summary>
    public MethodInfo MeasuredMethod(SubmissionEntry measured) => MeasuredCode.MethodIn(this[measured.Assembly].GetType());

    private object Construct(SubmissionEntry entry)
    {
        var type = _context.LoadFromAssemblyName(new AssemblyName(entry.Assembly)).GetType(entry.Type, throwOnError: true)!;
        var constructor = type.GetConstructor(Any, [typeof(object[])])!;
        var instance = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [_objects], null);
        _byAssembly[entry.Assembly] = instance;
        return instance;
    }

    private static void Initialize(object submission)
    {
        var initialize = submission.GetType().GetMethod(MeasuredCode.Initializer, Any)!;
        var task = (Task)initialize.Invoke(submission, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        task.GetAwaiter().GetResult();
    }
}
