namespace MemMagics.Wire.Messages;

/// <summary>A setting of a library that the worker makes as soon as it loads the library, because settings made in the notebook's process do not travel.</summary>
/// <param name="Assembly">Simple name of the library.</param>
/// <param name="Type">Full name of the type.</param>
/// <param name="Property">Name of its static property, of type string; or of its static method that registers how values are written in a form (a type, an action of a value and a writer, and the form), which are then written in that form as text. A library without it is left as it is.</param>
/// <param name="Value">What it is set to, or the form.</param>
public sealed record LibrarySetting(string Assembly, string Type, string Property, string Value)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Assembly);
        writer.Write(Type);
        writer.Write(Property);
        writer.Write(Value);
    }

    public static LibrarySetting Read(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString());
}
