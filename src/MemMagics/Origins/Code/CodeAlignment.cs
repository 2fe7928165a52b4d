namespace MemMagics.Origins.Code;

/// <summary>
/// Finds where each call and each object in a piece of machine code is written: what was seen there and what the code consists of are both in order.
/// </summary>
/// <remarks>
/// The runtime's maps of IL do not suffice. The JIT compiles what an inlined function returns as part of the statement that called it, and it loses the
/// statement of most arrays, which is compiled into the next one (.NET 10: a temporary for each <c>newarr</c>, forward substitution).
/// </remarks>
internal static class CodeAlignment
{
    private const int MostBranches = 7;

    /// <summary>The best assignment that keeps the order: of each thing seen the index of its step, -1 for none.</summary>
    /// <param name="seen">What was seen, in the order of the machine code; several targets of a call that is virtual.</param>
    /// <param name="steps">The code's calls and objects.</param>
    /// <param name="possible">Which of them may be meant, in their order.</param>
    /// <param name="taken">Which of them are known to be meant by other machine code.</param>
    public static int[] Align(IReadOnlyList<IReadOnlyCollection<CodeTarget>> seen, IReadOnlyList<CodeStep> steps, IReadOnlyList<int> possible, IReadOnlySet<int> taken)
    {
        var count = possible.Count;
        var best = new int[seen.Count + 1, count + 1]; // for what follows
        for (var i = seen.Count - 1; i >= 0; i--)
        {
            for (var j = count - 1; j >= 0; j--)
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), ScoreOf(i, j) is > 0 and var score ? score + best[i + 1, j + 1] : 0);
        }

        var found = new int[seen.Count];
        Array.Fill(found, -1);
        for (var (i, j) = (0, 0); i < seen.Count && j < count;)
        {
            if (ScoreOf(i, j) is > 0 and var score && best[i, j] == score + best[i + 1, j + 1])
                found[i++] = possible[j++];
            else if (best[i, j] == best[i, j + 1])
                j++;
            else
                i++;
        }

        return found;

        int ScoreOf(int i, int j) => Score(seen[i], steps[possible[j]], taken.Contains(possible[j]));
    }

    /// <summary>
    /// How well a step tells what was seen; 0 when it cannot be meant. Of steps that tell it equally, one that always runs is meant, since others may
    /// not have run, and then one that other machine code is not known to be of: code is seldom there twice.
    /// </summary>
    public static int Score(IReadOnlyCollection<CodeTarget> targets, CodeStep step, bool isTaken) =>
        targets.Max(target => target.Likeness(step.Reference)) is > 0 and var likeness
            ? (2 * ((likeness * (MostBranches + 1)) + MostBranches - Math.Min(step.Branches, MostBranches))) + (isTaken ? 0 : 1)
            : 0;
}
