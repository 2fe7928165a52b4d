using System.Text;
using MemMagics.Platform.Contract;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Windows;

/// <summary>The standard handles: those that this process's own code asks for, and that its child processes get.</summary>
internal sealed class WindowsStreams : IStandardStreams
{
    private const string Nothing = "NUL";

    public string? InputFile => Kernel32.Standard(Kernel32.StandardInput) is var input && Kernel32.TypeOf(input) switch
    {
        Kernel32.DiskFile => Kernel32.PathOf(input),
        Kernel32.CharacterFile when !Kernel32.IsConsole(input) => Nothing,
        _ => null,
    } is { } path ? path : null;

    public bool IsInputComplete => Kernel32.Standard(Kernel32.StandardInput) is var input && Kernel32.TypeOf(input) == Kernel32.PipeFile && Pipes.HasNoWriter(input);

    public (Stream Input, Stream Output) Take()
    {
        var (input, output) = (Own(Kernel32.StandardInput), Own(Kernel32.StandardOutput));
        var (replacedInput, replacedOutput) = (Kernel32.Standard(Kernel32.StandardInput), Kernel32.Standard(Kernel32.StandardOutput));
        EmptyInput();
        LeadOutputToError();
        _ = Kernel32.Close(replacedInput);
        if (replacedOutput != Kernel32.Standard(Kernel32.StandardError))
            _ = Kernel32.Close(replacedOutput);
        return (new FileStream(input, FileAccess.Read, bufferSize: 0), new FileStream(output, FileAccess.Write, bufferSize: 0));
    }

    // These streams keep the handle that they were opened with, and take no lock.
    public Stream Open(bool error) => error ? Console.OpenStandardError() : Console.OpenStandardOutput();

    public void UseUtf8()
    {
        // A console keeps its code pages when a program ends, and the next one may rely on them. What is typed into one is not read in UTF-8: that of Windows 10 has
        // programs that do, such as those that are watched, read zeros for all but ASCII.
        var (output, input) = (Console.OutputEncoding, Console.InputEncoding);
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.OutputEncoding = utf8;
        if (!Kernel32.IsConsole(Kernel32.Standard(Kernel32.StandardInput)))
            Console.InputEncoding = utf8;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => (Console.OutputEncoding, Console.InputEncoding) = (output, input);
    }

    public void LeadOutputToError() => Kernel32.ReplaceStandard(Kernel32.StandardOutput, Kernel32.Standard(Kernel32.StandardError));

    public void EmptyInput()
    {
        using var nothing = File.OpenHandle(Nothing, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        ReadFrom(nothing);
    }

    public ICapturedOutput CaptureOutput() => new WindowsCapturedOutput();

    public void ReadFrom(SafeFileHandle file) => Kernel32.ReplaceStandard(Kernel32.StandardInput, Kernel32.Copy(file.DangerousGetHandle(), inherited: true));

    public void WriteError(ReadOnlySpan<byte> bytes) => Kernel32.Write(Kernel32.Standard(Kernel32.StandardError), bytes);

    /// <summary>A copy of a standard handle, where nobody else finds it and no child process inherits it.</summary>
    private static SafeFileHandle Own(int which) => new(Kernel32.Copy(Kernel32.Standard(which), inherited: false), ownsHandle: true);
}
