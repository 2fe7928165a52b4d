using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>The qualified names of an <c>XmlDocument</c>. Its nodes refer to them, so those objects are kept; only the table that finds them is built anew.</summary>
public sealed class DomNameTableRebuild : Rebuild
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value)
    {
        var type = value.GetType();
        var table = (Array)Members.Field(value, type, "_entries")!;
        var names = new List<object>();
        foreach (var chain in table)
        {
            for (var name = chain; name is not null; name = Members.Field(name, LevelOf(name), "next"))
                names.Add(name);
        }

        return [Members.Field(value, type, "_ownerDocument"), Members.Field(value, type, "_nameTable"), table.Length, names.ToArray()];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (length, names) = ((int)parts[2]!, (object[])parts[3]!);
        var nameClass = type.Assembly.GetType("System.Xml.XmlName") ?? throw new MissingMemberException("System.Xml.XmlName");
        var hash = nameClass.GetMethod("GetHashCode", Static, [typeof(string)]) ?? throw new MissingMethodException(nameClass.FullName, "GetHashCode");
        var table = Array.CreateInstance(nameClass, length);
        foreach (var name in names)
        {
            var code = (int)hash.Invoke(null, [Members.Field(name, nameClass, "_localName")])!;
            var bucket = code & (length - 1);
            Members.SetField(name, nameClass, "_hashCode", code);
            Members.SetField(name, nameClass, "next", table.GetValue(bucket));
            table.SetValue(name, bucket);
        }

        Members.SetField(blank!, type, "_entries", table);
        Members.SetField(blank!, type, "_count", names.Length);
        Members.SetField(blank!, type, "_mask", length - 1);
        Members.SetField(blank!, type, "_ownerDocument", parts[0]);
        Members.SetField(blank!, type, "_nameTable", parts[1]);
        return blank!;
    }

    /// <summary>A name with what a schema says of it is of a derived class.</summary>
    private static Type LevelOf(object name) => name.GetType().Name == "XmlName" ? name.GetType() : name.GetType().BaseType!;
}
