using MemMagics.Compilation;
using MemMagics.Instrumentation;
using MemMagics.Magics;
using MemMagics.Session;

namespace MemMagics.Tests.Instrumentation;

/// <summary>What the names given to <c>-f</c> mean: the functions that get a table, woven but not run.</summary>
internal static class NamedFunctions
{
    public static IReadOnlyList<string> Of(ScriptSession session, string code, params string[] names)
    {
        var request = new MprunRequest { Code = code, Functions = names, Origin = new CodeOrigin("magic", 2, 1, "#!mprun\n" + code) };
        var chain = SubmissionChain.Of(session.State);
        var measured = MeasuredCompiler.Compile(session.Notebook, chain, request);
        var emitted = chain.Submissions.Select(new SubmissionEmitter().Emit).Append(measured.Emitted).ToList();
        var profile = LineProfile.Prepare(names, measured.Compilation, name => emitted.Find(submission => submission.AssemblyName == name));
        return [.. profile.Functions.Select(function => function.Name)];
    }
}
