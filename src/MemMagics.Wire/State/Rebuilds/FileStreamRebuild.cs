using Microsoft.Win32.SafeHandles;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>
/// A file that is open for reading: it is opened again by its path, at the same position. The stream's own properties would lose what it has read ahead, so its
/// fields are read instead (BufferedFileStreamStrategy.cs and OSFileStreamStrategy.cs in the runtime's System.Private.CoreLib).
/// </summary>
public sealed class FileStreamRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override bool OpensAgain => true;

    public override string? Refusal(object value)
    {
        var stream = (FileStream)value;
        return stream.CanWrite ? "is a file that is open for writing"
            : !stream.CanRead ? "is a file that has been closed"
            : !stream.CanSeek ? "is an open pipe or device"
            : !File.Exists(stream.Name) ? "is an open file that is no longer at its path"
            : !IsAtItsPath(stream) ? "is an open file, and by now there is another one at its path"
            : null;
    }

    public override object?[] TakeApart(object value)
    {
        var stream = (FileStream)value;
        var strategy = Strategy(stream);
        var buffer = IsBuffered(strategy) ? (int)Members.Field(strategy, strategy.GetType(), "_bufferSize")! : 0;
        return [stream.Name, stream.Position, buffer, buffer > 0 && Members.Field(strategy, strategy.GetType(), "_buffer") is not null, stream.IsAsync];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (position, hasReadAhead) = ((long)parts[1]!, (bool)parts[3]!);
        var stream = new FileStream(
            (string)parts[0]!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, (int)parts[2]!, (bool)parts[4]! ? FileOptions.Asynchronous : FileOptions.None);
        stream.Position = position;
        if (!hasReadAhead)
            return stream;

        // Its buffer is there already, and measured code does not pay for it.
        stream.ReadByte();
        stream.Position = position;
        return stream;
    }

    private static bool IsAtItsPath(FileStream stream)
    {
        var strategy = Strategy(stream);
        if (IsBuffered(strategy))
            strategy = Members.Field(strategy, strategy.GetType(), "_strategy")!;
        var handle = (SafeFileHandle)Members.Field(strategy, strategy.GetType().BaseType!, "_fileHandle")!;
        var atPath = new FileInfo(stream.Name);
        return RandomAccess.GetLength(handle) == atPath.Length && File.GetLastWriteTimeUtc(handle) == atPath.LastWriteTimeUtc;
    }

    private static object Strategy(FileStream stream) => Members.Field(stream, typeof(FileStream), "_strategy")!;

    private static bool IsBuffered(object strategy) => strategy.GetType().Name == "BufferedFileStreamStrategy";
}
