using MemMagics.Wire.Messages;

namespace MemMagics.Instrumentation;

/// <summary>The bodies to weave for one compiled method of a function.</summary>
internal static class FunctionBodies
{
    /// <summary>The method itself; for a state machine its <c>MoveNext</c> and the stub that starts it.</summary>
    /// <param name="function">Index of the function.</param>
    /// <param name="method">The method.</param>
    /// <param name="isPart">Whether it is nested in the function rather than being the function itself.</param>
    /// <param name="level">How deeply it is nested.</param>
    /// <param name="declarationLine">The line that is charged with what no sequence point covers.</param>
    public static IEnumerable<ProfiledBody> Of(int function, CompiledMethod method, bool isPart, int level, int declarationLine)
    {
        if (method.KickOff is { } stub)
        {
            yield return new ProfiledBody(function, isPart ? BodyKind.Part : BodyKind.Call, stub, [], level, declarationLine);
            yield return new ProfiledBody(function, isPart ? BodyKind.PartResumption : BodyKind.Resumption, method.Method, method.Points, level, declarationLine);
            yield break;
        }

        var kind = isPart || method.IsIteratorFinally ? BodyKind.Part : BodyKind.Call;
        yield return new ProfiledBody(function, kind, method.Method, method.Points, level, declarationLine);
    }
}
