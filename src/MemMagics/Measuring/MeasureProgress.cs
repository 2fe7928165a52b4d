namespace MemMagics.Measuring;

/// <summary>How far a measurement has come.</summary>
/// <param name="Step">The current step as it is shown: <c>compiling</c>, <c>run 2 of 3</c>.</param>
/// <param name="Completed">Runs completed.</param>
/// <param name="Total">Runs planned.</param>
public sealed record MeasureProgress(string Step, int Completed, int Total)
{
    /// <summary>The step before the first run.</summary>
    public const string Compiling = "compiling";
}
