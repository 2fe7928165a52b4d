namespace MemMagics.Reports;

/// <summary>What is said about the origins of objects before their tables.</summary>
internal static class OriginSummary
{
    /// <summary><c>230,112,600 B in 361,354 objects; all but 384 B traced to lines; 320,384 B still alive</c>.</summary>
    public static string Of(AllocationOrigins origins)
    {
        if (origins.Objects == 0)
            return origins.Missing > 0 ? $"{ByteSize.Exact(origins.Missing)}, of which nothing could be located" : "nothing was allocated, so there is nothing to locate";

        var objects = origins.Objects == 1 ? "1 object" : $"{FigureText.Count(origins.Objects)} objects";
        var (about, how) = origins.Mode == OriginMode.Exact ? ("", "") : ("about ", ", by sampling");
        var alive = origins.Alive > 0 ? $"{about}{ByteSize.Exact(origins.Alive)} still alive" : "none of it still alive";
        return $"{ByteSize.Exact(origins.Bytes + origins.Missing)} in {about}{objects}; {Traced(origins)}{how}; {alive}";
    }

    /// <summary>How much of it the table of lines has at a line: not what the runtime did not report, nor what has no line behind it.</summary>
    private static string Traced(AllocationOrigins origins)
    {
        var untraced = origins.Missing + origins.Lines.Where(static line => line.Source is null).Sum(static line => line.Bytes);
        if (untraced == 0)
            return "every byte traced to a line";
        var unrecorded = origins.Missing > 0 && origins.Missing < untraced ? $" ({ByteSize.Exact(origins.Missing)} not recorded)" : "";
        return untraced >= origins.Bytes + origins.Missing ? $"none of it traced to a line{unrecorded}" : $"all but {ByteSize.Exact(untraced)} traced to lines{unrecorded}";
    }

    /// <summary>How far the figures can be trusted; <see langword="null"/> when all of them are exact.</summary>
    public static string? Sampling(AllocationOrigins origins)
    {
        if (origins.Mode == OriginMode.Exact)
            return null;
        var which = origins.RecordedObjects is > 0 and var recorded
            ? $"the first {FigureText.Count(recorded)} objects were recorded one by one, those after them sampled"
            : "the objects were sampled from the first one on";
        return $"{which}. What was allocated altogether is exact; a row is an estimate, of whose bytes ± is the standard error: "
            + "two of three rows are no farther from the truth than that, 19 of 20 no farther than twice that. What allocated little may be missing.";
    }
}
