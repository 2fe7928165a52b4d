namespace MemMagics.Wire.Messages;

/// <summary>An environment variable of the notebook that differs from what the worker was started with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value in the notebook; <see langword="null"/> when the notebook does not have it.</param>
public sealed record EnvironmentChange(string Name, string? Value)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Value is not null);
        writer.Write(Value ?? "");
    }

    public static EnvironmentChange Read(BinaryReader reader)
    {
        var name = reader.ReadString();
        var exists = reader.ReadBoolean();
        var value = reader.ReadString();
        return new EnvironmentChange(name, exists ? value : null);
    }
}
