namespace MemMagics.Worker.Probes;

/// <summary>Which lines of a function have run since its memory was charged last: only those can have caused what is found next.</summary>
internal static unsafe class LinesRun
{
    /// <summary>In a function with more lines that can touch memory, looking at all of them would take longer than reading memory.</summary>
    public const int MostLines = 512;

    /// <summary>How often lines that can touch memory have run since the function was charged last; 0 where that is not known.</summary>
    public static long Count(FunctionTally* function)
    {
        var count = 0L;
        for (var i = 0; i < function->TouchingCount; i++)
            count += function->Touching[i]->Occurrences - function->Touching[i]->ChargedAt;

        return count;
    }

    /// <summary>The function is charged.</summary>
    /// <param name="frame">The frame whose line ends or is interrupted.</param>
    /// <param name="function">Its function.</param>
    /// <returns>The only line that can touch memory and has run since the last time; null when there are several, or none, or it is not known.</returns>
    public static LineSlot* Only(LineFrame* frame, FunctionTally* function)
    {
        LineSlot* only = null;
        var count = 0;
        for (var i = 0; i < function->TouchingCount; i++)
        {
            var line = function->Touching[i];
            line->HasRun = line->Occurrences != line->ChargedAt;
            if (!line->HasRun)
                continue;

            line->ChargedAt = line->Occurrences;
            only = line;
            count++;
        }

        for (var owner = frame->Owner; owner != null; owner = owner->Owner)
            GoesOn(owner->Current);

        return count == 1 ? only : null;
    }

    /// <summary>The function was charged in the middle of a line.</summary>
    public static void GoesOn(LineSlot* line) => line->ChargedAt = line->Occurrences - 1;

    /// <summary>Growth was found that waits for evidence: any line that has run can have caused it.</summary>
    public static void Suspect(FunctionTally* function)
    {
        for (var i = 0; i < function->TouchingCount; i++)
            function->Touching[i]->IsSuspect |= function->Touching[i]->HasRun;
    }

    /// <summary>Divides what waits among the lines that can have caused it, as earlier growth was divided among them.</summary>
    /// <returns>Whether anything is known of them.</returns>
    public static bool DivideAsBefore(FunctionTally* function)
    {
        var before = 0L;
        for (var i = 0; i < function->TouchingCount; i++)
            before += Share(function->Touching[i]);

        var divided = 0L;
        var seen = 0L;
        for (var i = 0; i < function->TouchingCount && before > 0; i++)
        {
            var line = function->Touching[i];
            seen += Share(line);
            var upTo = (long)(function->Waiting * (double)seen / before);
            line->Increment += upTo - divided;
            divided = upTo;
        }

        return before > 0;
    }

    /// <summary>Nothing waits any longer.</summary>
    public static void Acquit(FunctionTally* function)
    {
        for (var i = 0; i < function->TouchingCount; i++)
            function->Touching[i]->IsSuspect = false;
    }

    private static long Share(LineSlot* line) => line->IsSuspect ? Math.Max(line->Increment, 0) : 0;
}
