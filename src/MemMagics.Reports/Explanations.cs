namespace MemMagics.Reports;

/// <summary>What the names in tables mean, in a sentence each, and the few that matter most in one line.</summary>
internal static class Explanations
{
    public const string WarmCall = "The second call in its process: what happens once, such as compilation and static initialisation, was paid by the first.";
    public const string FirstCall = "The first call in its process: compilation and static initialisation are in its figures.";
    public const string Program = "The program from its start to its end, once: compilation and static initialisation are in its figures.";
    public const string Run = "One of the fresh processes that ran the code.";

    public const string Peak = "The most memory that the call took at any moment, above what the process had before it, in whole pages (4 KiB on most machines): a small object may need a new one, a large one begins in one that is there. Memory that nobody has written to takes none.";
    public const string Increment = "Memory of the process after the call minus that before it, in whole pages.";
    public const string Allocated = "Bytes of all objects that the call created, on all threads, exact; those that were collected meanwhile, too.";
    public const string Retained = "Bytes of the objects that are alive after the call and were not before, the result included.";
    public const string Collections = "Garbage collections during the call, by generation 0/1/2. One of a generation collects the lower ones too and counts in each: 3/3/3 are three full collections.";
    public const string Time = "How long the call took. A warm call may take longer than the first: the process gave its free memory back in between.";

    public const string LineMemory = "Memory of the process after the line, the largest over its visits.";
    public const string LineIncrement = "Memory of the process after the line minus that before it, what it called included, all visits together.";
    public const string LineAllocated = "Bytes of all objects that the line created, those of what it called included, exact.";
    public const string LineRetained = "Bytes of the live objects that the line and what it called added.";
    public const string Occurrences = "How often the line ran; of the total, how often the function was called.";

    public const string Objects = "How many objects were created.";
    public const string Exact = "Bytes, exact.";
    public const string Estimated = "Bytes, estimated from samples.";
    public const string Share = "The part of all bytes.";
    public const string Error = "The standard error of the bytes, which are an estimate: two of three rows are no farther from the truth.";
    public const string Alive = "Bytes of those objects that were still alive after the call: Retained, by where it was created.";
    public const string MoreObjects = "How many more objects are alive after the call than before it.";
    public const string MoreBytes = "How many more bytes are alive after the call than before it.";

    public const string WarmLegend = "warm call: the second, one-time costs paid.";
    public const string WorstLegend = "The first row has the worst of the runs, figure by figure.";
    public const string SameStart = "Your variables and static fields are put back before each call.";
    public const string RunLegend = "Peak: most memory of the process at once, in whole pages. Increment: memory after minus before.";
    public const string CallRetained = "Retained: objects added and alive, the result included.";
    public const string ProgramRetained = "Retained: objects added and alive.";
    public const string CollectionsLegend = "GCs: collections by generation 0/1/2; 3/3/3 is three full ones.";
    public const string LineLegend = "Mem usage: memory of the process after the line, the highest of all times. Increment: memory after minus before. Allocated: objects created by the line and all that it calls. Occurrences: times run.";
    public const string DidNotRun = "-: did not run.";
    public const string NoCode = "Blank: no code begins there.";
    public const string SeveralLines = "A statement of several lines is counted on its first, a lambda in it on its own.";
    public const string SeveralFunctions = "What a function calls is in its table, too, so tables need not add up.";

    public const string OwnOfLine = "A line has what it allocates itself and in .NET and packages it calls; your code that it calls has lines of its own.";
    public const string OwnOfPath = "A path has what its last function allocates itself; what that function calls has paths of its own.";
}
