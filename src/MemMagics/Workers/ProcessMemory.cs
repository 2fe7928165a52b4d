namespace MemMagics.Workers;

/// <summary>Memory of the machine and of other processes, seen from outside.</summary>
internal static class ProcessMemory
{
    private const double DefaultShare = 0.8;

    /// <summary>The memory limit of a worker for which the user set none: 80 % of what is available now, in bytes.</summary>
    public static long DefaultLimit() => (long)(Available() * DefaultShare);

    /// <summary>Resident memory of a process, in bytes; 0 when it is gone.</summary>
    public static long Resident(int process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
                return System.Diagnostics.Process.GetProcessById(process).WorkingSet64;

            var fields = File.ReadAllText($"/proc/{process}/statm").Split(' ');
            return long.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>Resident memory of processes that a worker started, in bytes.</summary>
    /// <remarks>A process that has not yet begun its program has the worker's own memory (vfork(2)), which is not counted again.</remarks>
    public static long ResidentOfChildren(int worker, IReadOnlyList<int> children) =>
        children.Count == 0 ? 0 : children.Where(child => CommandLine(child) != CommandLine(worker)).Sum(Resident);

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static long Available()
    {
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (!OperatingSystem.IsLinux())
            return limit;

        const string Key = "MemAvailable:";
        var line = File.ReadLines("/proc/meminfo").FirstOrDefault(candidate => candidate.StartsWith(Key, StringComparison.Ordinal));
        return line is null
            ? limit
            : Math.Min(limit, long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), System.Globalization.CultureInfo.InvariantCulture) * 1024);
    }
}
