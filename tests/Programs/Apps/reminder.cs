#!/usr/bin/env dotnet
#:package Humanizer.Core@2.14.1

using Humanizer;

var count = args.Length > 0 ? int.Parse(args[0]) : 3;
Console.WriteLine(Titles(count).Humanize());
Console.WriteLine("task".ToQuantity(count, ShowQuantityAs.Words));

// ---

static List<string> Titles(int count)
{
    var titles = new List<string>(count);
    for (var i = 1; i <= count; i++)
    {
        var ordinal = i.ToOrdinalWords();
        titles.Add($"the{ordinal.Pascalize()}TaskOfToday".Humanize(LetterCasing.Title));
    }

    return titles;
}
