namespace MemMagics.Wire.Metering;

/// <summary>Examines the heap before and after a measured call, outside the meter's readings.</summary>
public interface ICallObserver
{
    /// <summary>Called before the first reading; its own garbage is collected before that reading.</summary>
    void BeforeCall();

    /// <summary>Called after the last reading, while the call's result is alive. Not called when the code threw.</summary>
    void AfterCall();
}
