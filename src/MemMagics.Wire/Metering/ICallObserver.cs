namespace MemMagics.Wire.Metering;

/// <summary>Looks at the heap before and after a measured call, outside the meter's readings.</summary>
public interface ICallObserver
{
    /// <summary>Is called before the first reading of the call: what this leaves behind is collected with the rest.</summary>
    void BeforeCall();

    /// <summary>Is called after the last reading, while the call's result is alive. Not when the code threw.</summary>
    void AfterCall();
}
