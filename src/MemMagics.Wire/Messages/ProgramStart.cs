namespace MemMagics.Wire.Messages;

/// <summary>What a worker's process is to be like, so that a program finds itself started as usual.</summary>
/// <param name="Assembly">Simple name of the program's assembly.</param>
/// <param name="Path">Path of its file.</param>
/// <param name="Dependencies">Path of its <c>deps.json</c>; <see langword="null"/> for none.</param>
/// <param name="Arguments">What it is called with.</param>
/// <param name="IsWhole">Whether its entry point is called: it may end the process, which has an exit code.</param>
public sealed record ProgramStart(string Assembly, string Path, string? Dependencies, IReadOnlyList<string> Arguments, bool IsWhole)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Assembly);
        writer.Write(Path);
        writer.Write(Dependencies ?? "");
        writer.WriteList(Arguments, static (to, argument) => to.Write(argument));
        writer.Write(IsWhole);
    }

    public static ProgramStart Read(BinaryReader reader) => new(
        reader.ReadString(), reader.ReadString(), NullIfEmpty(reader.ReadString()), reader.ReadList(static from => from.ReadString()), reader.ReadBoolean());

    private static string? NullIfEmpty(string path) => path.Length == 0 ? null : path;
}
