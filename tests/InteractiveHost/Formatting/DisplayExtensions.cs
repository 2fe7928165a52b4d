using Microsoft.DotNet.Interactive.Formatting;

namespace System;

// Microsoft.DotNet.Interactive.Formatting/DisplayExtensions.cs
public static class DisplayExtensions
{
    public static DisplayedValue Display(this object? value)
    {
        var displayed = new DisplayedValue(value, Formatter.Format(value));
        Formatter.Raise(displayed);
        return displayed;
    }
}
