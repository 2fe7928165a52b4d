namespace MemMagics;

/// <summary>A measurement that cannot be made, reported as a sentence for the person in the notebook: what happened, to which name, what to do now.</summary>
public sealed class MagicException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="sentence">What happened, to which name, and what to do now.</param>
    /// <param name="innerException">The cause, for the log; never shown to the person.</param>
    public MagicException(string sentence, Exception? innerException = null)
        : base(sentence, innerException)
    {
    }

    /// <summary>Whether the code ran and came to no figure: it ended its process, took too long or too much. Otherwise it could not be run.</summary>
    public bool IsOfRun { get; init; }
}
