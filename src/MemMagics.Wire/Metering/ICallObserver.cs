namespace MemMagics.Wire.Metering;

/// <summary>Learns of a measured call, outside the meter's readings.</summary>
public interface ICallObserver
{
    /// <summary>Called before the first reading; its own garbage is collected before that reading.</summary>
    void BeforeCall();

    /// <summary>Called right before the first reading of what is allocated, and right after the last one.</summary>
    void AtReading();

    /// <summary>Called after the last reading, while the call's result is alive. Not called when the code threw.</summary>
    void AfterCall();
}
