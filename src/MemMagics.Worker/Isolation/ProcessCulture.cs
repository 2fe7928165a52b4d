using System.Globalization;
using System.Reflection;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Isolation;

/// <summary>One of the two cultures of a process: of formats, or of resources.</summary>
/// <remarks>
/// Setting <see cref="CultureInfo.CurrentCulture"/> would be seen in the figures of measured code: it flows to every thread and task, which costs
/// 176 B for a thread and 80 B for a task (docs/measurements.md, Allocated bytes). So the process is given the culture that it would have
/// from the system's settings. Only the field that caches that culture can do so without being seen in <see cref="CultureInfo.DefaultThreadCurrentCulture"/>.
/// </remarks>
internal sealed class ProcessCulture
{
    private readonly FieldInfo? _process;
    private readonly Func<CultureInfo> _current;
    private readonly Action<CultureInfo> _setCurrent;
    private readonly Func<CultureInfo?> _threads;
    private readonly Action<CultureInfo?> _setThreads;
    private bool _isReplaced;
    private CultureInfo? _lastThreads;
    private CultureInfo? _lastCurrent;

    public static ProcessCulture Formats { get; } = new(
        "s_userDefaultCulture",
        static () => CultureInfo.CurrentCulture, static culture => CultureInfo.CurrentCulture = culture,
        static () => CultureInfo.DefaultThreadCurrentCulture, static culture => CultureInfo.DefaultThreadCurrentCulture = culture);

    public static ProcessCulture Resources { get; } = new(
        "s_userDefaultUICulture",
        static () => CultureInfo.CurrentUICulture, static culture => CultureInfo.CurrentUICulture = culture,
        static () => CultureInfo.DefaultThreadCurrentUICulture, static culture => CultureInfo.DefaultThreadCurrentUICulture = culture);

    private ProcessCulture(
        string processField, Func<CultureInfo> current, Action<CultureInfo> setCurrent, Func<CultureInfo?> threads, Action<CultureInfo?> setThreads)
    {
        _process = typeof(CultureInfo).GetField(processField, BindingFlags.Static | BindingFlags.NonPublic);
        (_current, _setCurrent, _threads, _setThreads) = (current, setCurrent, threads, setThreads);
    }

    /// <summary>Makes code that runs on this thread from now on see the notebook's cultures. The thread's execution context is the default one.</summary>
    public void Set(CultureChoice choice)
    {
        var threads = Kept(ref _lastThreads, choice.Threads);
        if (!ReferenceEquals(_threads(), threads))
            _setThreads(threads);
        if (choice.Process is { } process && !IsSystems(process) && CultureRecord.Of(_current()) != process)
            SetProcess(process.ToCulture());
        if (choice.Current is not null)
            _setCurrent(Kept(ref _lastCurrent, choice.Current)!);
    }

    /// <summary>Whether the system's settings say it already. Nothing else is looked at then: what a culture reads once, the first call pays for.</summary>
    private bool IsSystems(CultureRecord culture) =>
        !_isReplaced && culture is { IsUnchanged: true, IsReadOnly: true } && _current() is var now
        && now.ToString() == culture.Name && now.UseUserOverride == culture.UseUserOverride;

    private void SetProcess(CultureInfo culture)
    {
        _isReplaced = true;
        if (_process is null)
            _setThreads(culture);
        else
            _process.SetValue(null, culture);
    }

    /// <summary>The culture of the last call if that call did not change it: what it has cached is part of what makes the warm call warm.</summary>
    private static CultureInfo? Kept(ref CultureInfo? last, CultureRecord? wanted)
    {
        if (wanted is null)
            last = null;
        else if (last is null || CultureRecord.Of(last) != wanted)
            last = wanted.ToCulture();
        return last;
    }
}
