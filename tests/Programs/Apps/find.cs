#!/usr/bin/env dotnet
#:include matcher.cs
#:include find-options.cs

var options = Options.Parse(args);
if (options is null)
{
    Console.Error.WriteLine("usage: find.cs <word> <file>");
    Environment.Exit(64);
}

var found = new Matcher(options.Word).Lines(File.ReadLines(options.File));
foreach (var (number, line) in found)
    Console.WriteLine($"{number}: {line}");

Environment.Exit(found.Count > 0 ? 0 : 1);
