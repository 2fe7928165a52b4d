namespace MemMagics.Reports;

/// <summary>Which call of the measured code the headline figures are of.</summary>
public enum MeasuredCall
{
    /// <summary>The second call: one-time costs were paid before it.</summary>
    Warm,

    /// <summary>The first call in the process: one-time costs included.</summary>
    FirstCall,
}
