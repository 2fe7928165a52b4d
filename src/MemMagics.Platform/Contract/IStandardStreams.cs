using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Contract;

/// <summary>The standard streams of this process, below the <see cref="Console"/>: what native code and child processes use, too.</summary>
internal interface IStandardStreams
{
    /// <summary>
    /// Takes standard input and output for this process's own use. From then on standard input is empty, and what is written to standard output goes to standard error;
    /// child processes do not inherit the two.
    /// </summary>
    (Stream Input, Stream Output) Take();

    /// <summary>Standard output or error with a handle of its own: redirecting the standard one later does not change where this leads. Written without the console's lock.</summary>
    Stream Open(bool error);

    /// <summary>Has text be UTF-8 on the console, and on streams that lead elsewhere, until this process ends.</summary>
    void UseUtf8();

    /// <summary>Has standard output lead to standard error.</summary>
    void LeadOutputToError();

    /// <summary>Has standard input be empty.</summary>
    void EmptyInput();

    /// <summary>Has standard output lead into a pipe of this process's own, and hands out its other end.</summary>
    ICapturedOutput CaptureOutput();

    /// <summary>Makes a file the standard input.</summary>
    void ReadFrom(SafeFileHandle file);

    /// <summary>Writes to standard error, past everything that managed code may have put in the console's place.</summary>
    void WriteError(ReadOnlySpan<byte> bytes);

    /// <summary>The file that standard input comes from; <see langword="null"/> when it is none.</summary>
    string? InputFile { get; }

    /// <summary>Whether standard input is a pipe into which nobody can write any more. Something may be left to read.</summary>
    bool IsInputComplete { get; }
}
