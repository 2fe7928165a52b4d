using MemMagics.Compilation;
using MemMagics.Instrumentation;
using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Session;
using MemMagics.Worker.Loading;
using MemMagics.Worker.Probes;
using MemMagics.Worker.Wire;

namespace MemMagics.Tests.Instrumentation;

/// <summary>Measured code run twice with probes in it and twice without, the worker's way but in this process; the second call counts.</summary>
/// <param name="Functions">The line tables.</param>
/// <param name="AllocatedUnwoven">What the measured code allocates on its thread without probes.</param>
/// <param name="Thrown">What the measured code threw; <see langword="null"/> when it ended well.</param>
internal sealed record ProfiledRun(IReadOnlyList<FunctionLines> Functions, long AllocatedUnwoven, Exception? Thrown)
{
    public FunctionLines this[string name] => Functions.Single(function => function.Name == name);

    public static async Task<ProfiledRun> Of(string cell, string code, params string[] functions)
    {
        await using var session = await ScriptSession.Start(cell);
        return Of(session, code, functions);
    }

    public static ProfiledRun Of(ScriptSession session, string code, params string[] functions)
    {
        var request = new MprunRequest { Code = code, Functions = functions, Origin = new CodeOrigin("cell 9", 2, 1, "#!mprun\n" + code) };
        var chain = SubmissionChain.Of(session.State);
        var measured = MeasuredCompiler.Compile(session.Notebook, chain, request);
        var emitted = chain.Submissions.Select(new SubmissionEmitter().Emit).Append(measured.Emitted).ToList();
        var profile = LineProfile.Prepare(functions, measured.Compilation, measured.Method, name => emitted.Find(submission => submission.AssemblyName == name));

        var (unwoven, _) = CallTwice(Request(emitted, measured, []), probes: null);
        using var probes = ProbeSession.Start(profile.Tables);
        var (_, thrown) = CallTwice(Request(emitted, measured, profile.Woven), probes);
        var result = ThroughTheWire(probes.Collect());
        var lines = profile.Build(result, name => name == "cell 9" ? request.Origin.DocumentText : session.Notebook.DocumentText(name));
        return new ProfiledRun(lines, unwoven, thrown);
    }

    private static (long Allocated, Exception? Thrown) CallTwice(RunRequest request, ProbeSession? probes)
    {
        var context = new NotebookLoadContext(request);
        Call(context, request);
        probes?.Reset();
        return Call(context, request);
    }

    private static (long Allocated, Exception? Thrown) Call(NotebookLoadContext context, RunRequest request)
    {
        var code = SubmissionArray.Create(context, request).CreateMeasured(request.Measured);
        Func<object?> call = code is Action action ? () => { action(); return null; } : () => Result(code.DynamicInvoke());
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            call();
            return (GC.GetAllocatedBytesForCurrentThread() - before, null);
        }
        catch (Exception e)
        {
            return (GC.GetAllocatedBytesForCurrentThread() - before, e);
        }
    }

    private static object? Result(object? value) => value is Task task ? Wait(task) : value;

    private static object? Wait(Task task)
    {
        task.GetAwaiter().GetResult();
        return null;
    }

    private static ProbeResult ThroughTheWire(ProbeResult result)
    {
        var stream = new MemoryStream();
        result.Write(new BinaryWriter(stream));
        stream.Position = 0;
        return ProbeResult.Read(new BinaryReader(stream));
    }

    private static RunRequest Request(IReadOnlyList<EmittedSubmission> emitted, MeasuredSubmission measured, IReadOnlyList<WovenAssembly> woven) => new()
    {
        Plan = CallPlan.Both,
        LongestFirstCall = TimeSpan.MaxValue,
        CurrentDirectory = Environment.CurrentDirectory,
        Culture = "",
        Images = [.. emitted.Select(submission => ImageOf(submission, woven.FirstOrDefault(assembly => assembly.AssemblyName == submission.AssemblyName)))],
        References = [],
        NativeLibraryFolders = [],
        Submissions = [.. emitted.Where(submission => submission != measured.Emitted).Select(EntryOf)],
        Replay = true,
        Measured = new MeasuredEntry(EntryOf(measured.Emitted), measured.Method, measured.Awaited),
        Snapshot = null,
        Probes = [],
        Timeline = false,
        EndOfPrinted = "",
    };

    private static AssemblyImage ImageOf(EmittedSubmission submission, WovenAssembly? woven) => woven is null
        ? new AssemblyImage(submission.AssemblyName, submission.Image, submission.Symbols)
        : new AssemblyImage(woven.AssemblyName, woven.Image, woven.Symbols!);

    private static SubmissionEntry EntryOf(EmittedSubmission submission) => new(submission.Slot, submission.AssemblyName, submission.SubmissionTypeName);
}
