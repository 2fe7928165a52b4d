namespace MemMagics.Magics;

/// <summary>Measure code and show the report.</summary>
/// <param name="Request">What to measure, and how.</param>
public sealed record MeasureCommand(MeasureRequest Request) : MagicCommand;
