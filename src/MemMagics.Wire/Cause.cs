using System.Reflection;

namespace MemMagics.Wire;

/// <summary>What really failed when reflection, or a type's static initialiser, reports that something did.</summary>
public static class Cause
{
    /// <summary>The exception inside the wrappers that the runtime puts around it; the exception itself when it is none of them.</summary>
    public static Exception Of(Exception exception)
    {
        while (exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}
