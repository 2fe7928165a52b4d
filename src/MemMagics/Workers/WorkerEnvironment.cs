using System.Collections;
using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>
/// The environment of a worker. Its runtime starts without the settings of the user's environment, which would change figures or write
/// into our streams; measured code then finds the notebook's variables, those that a cell has set since included.
/// </summary>
internal static class WorkerEnvironment
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase; // so that Windows, whose names have no case, needs no rule of its own

    // What the runtime, the program that starts it, its tracing library and the C library (MALLOC_ARENA_MAX, on macOS MallocNanoZone) read when a process starts.
    private static readonly string[] s_prefixes = ["DOTNET_", "COMPlus_", "CORECLR_", "COREHOST_", "LTTNG_", "Malloc"];
    private static readonly string[] s_names = ["GLIBC_TUNABLES", "LTTNG"];

    // Where the runtime is; what text means in it: a machine without ICU runs in invariant mode only; and how its code lies in memory: some systems
    // do not let it be mapped twice, and its programs die there unless told so.
    private static readonly string[] s_kept = ["DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_", "DOTNET_EnableWriteXorExecute"];

    // Read by the framework itself when an array is first rented.
    private static readonly string[] s_late = ["DOTNET_SYSTEM_BUFFERS_"];

    /// <summary>Takes out of a worker's environment what its runtime must not see when it starts.</summary>
    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsReadAtStart).ToList())
            environment.Remove(name);
    }

    /// <summary>What has to change in a worker so that measured code finds the notebook's variables, all but the settings of the runtime.</summary>
    /// <param name="started">What the worker was started with.</param>
    public static IReadOnlyList<EnvironmentChange> ChangesTo(IDictionary<string, string?> started)
    {
        var notebook = Environment.GetEnvironmentVariables();
        var changes = started.Keys.Where(name => !notebook.Contains(name)).Select(name => new EnvironmentChange(name, null)).ToList();
        foreach (DictionaryEntry variable in notebook)
        {
            var (name, value) = ((string)variable.Key, (string?)variable.Value);
            if (!IsRuntimeSetting(name) && !(started.TryGetValue(name, out var has) && has == value))
                changes.Add(new EnvironmentChange(name, value));
        }

        return changes;
    }

    /// <summary>The settings in this process's environment that change the figures of code that runs in it, for example <c>DOTNET_TieredCompilation=0</c>.</summary>
    public static IReadOnlyList<string> SettingsOfThisProcess() =>
    [
        .. from DictionaryEntry variable in Environment.GetEnvironmentVariables()
           let name = (string)variable.Key
           where IsRuntimeSetting(name) || name.Equals("DOTNET_STARTUP_HOOKS", AnyCase) || IsOfMemory(name)
           orderby name
           select $"{name}={variable.Value}",
    ];

    private static bool IsReadAtStart(string name) =>
        (s_prefixes.Any(prefix => name.StartsWith(prefix, AnyCase)) || s_names.Contains(name, StringComparer.OrdinalIgnoreCase))
        && !s_kept.Any(kept => name.StartsWith(kept, AnyCase));

    /// <summary>
    /// Whether a name is a setting of the runtime. Its settings are written like <c>DOTNET_TieredPGO</c> and <c>DOTNET_gcServer</c>; variables of programs,
    /// of the host and of the command line like <c>DOTNET_ENVIRONMENT</c>. The runtime may read its own at any time.
    /// </summary>
    private static bool IsRuntimeSetting(string name)
    {
        if (name.StartsWith("COMPlus_", AnyCase) || name.StartsWith("CORECLR_", AnyCase) || s_late.Any(late => name.StartsWith(late, AnyCase)))
            return true;

        const string Prefix = "DOTNET_";
        return name.StartsWith(Prefix, AnyCase)
            && name.AsSpan(Prefix.Length).ContainsAnyInRange('a', 'z')
            && !name.Contains("__", StringComparison.Ordinal); // a key of a program's configuration: DOTNET_Logging__LogLevel__Default
    }

    private static bool IsOfMemory(string name) => name.StartsWith("Malloc", AnyCase) || name.Equals("GLIBC_TUNABLES", AnyCase);
}
