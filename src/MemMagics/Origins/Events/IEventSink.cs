namespace MemMagics.Origins.Events;

/// <summary>Receives the events of a session, in the order in which the stream has them: by thread, between two sequence points.</summary>
internal interface IEventSink
{
    /// <summary>A stack that the following events refer to, until the next sequence point.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="addresses">Where execution goes on in each function, the innermost first.</param>
    void OnStack(int id, ReadOnlySpan<ulong> addresses);

    /// <summary>An event.</summary>
    /// <param name="provider">Who wrote it.</param>
    /// <param name="number">Its number.</param>
    /// <param name="blob">The event.</param>
    void OnEvent(EventProvider provider, int number, in EventBlobs blob);

    /// <summary>Every earlier event of every thread has come; the ids of stacks begin anew.</summary>
    void OnSequencePoint();
}
