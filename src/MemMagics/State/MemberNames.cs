namespace MemMagics.State;

/// <summary>Names of fields as their author wrote them.</summary>
internal static class MemberNames
{
    /// <summary>The name between angle brackets (<c>&lt;Client&gt;k__BackingField</c>, <c>&lt;i&gt;5__2</c>), if the compiler generated the field for a named member or local.</summary>
    public static string Shown(string field) =>
        field.StartsWith('<') && field.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? field[1..end] : field;
}
