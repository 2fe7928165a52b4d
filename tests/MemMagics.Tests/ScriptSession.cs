using System.Reflection;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Tests;

/// <summary>A notebook session as any host has it: cells run one after another on Roslyn scripting.</summary>
internal sealed class ScriptSession : IAsyncDisposable
{
    // Shared, so that a session does not read two hundred files.
    private static readonly MetadataReference[] s_references = [.. FrameworkReferences()];

    // Longer than a user waits: tests share their machine with others.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly MemoryProfiler _profiler;
    private readonly bool _ownsProfiler;
    private readonly Dictionary<string, string> _cells = [];

    private ScriptSession(ScriptState<object> state, MemoryProfiler? profiler)
    {
        State = state;
        _ownsProfiler = profiler is null;
        _profiler = profiler ?? new MemoryProfiler();
    }

    public ScriptState<object> State { get; private set; }

    public NotebookSession Notebook => new(State) { DocumentText = name => _cells.GetValueOrDefault(name) };

    public MemoryProfiler Profiler => _profiler;

    public static Task<ScriptSession> Start(params string[] cells) => Start(profiler: null, cells);

    /// <summary>A session that measures with a profiler of the caller's, so that many short sessions share its standby workers.</summary>
    public static async Task<ScriptSession> Start(MemoryProfiler? profiler, params string[] cells)
    {
        var session = new ScriptSession(await CSharpScript.RunAsync("", Options("start")), profiler);
        foreach (var cell in cells)
            await session.Run(cell);

        return session;
    }

    public async Task Run(string cell, OptimizationLevel optimization = OptimizationLevel.Release)
    {
        var name = $"cell {_cells.Count + 1}";
        _cells[name] = cell;
        State = await State.ContinueWithAsync(cell, Options(name).WithOptimizationLevel(optimization));
    }

    public async Task<MemitReport> Memit(string code, Func<MemitRequest, MemitRequest>? with = null)
    {
        var request = new MemitRequest { Code = code, Timeout = s_patience, Origin = new CodeOrigin($"cell {_cells.Count + 1}", 1, 9, "#!memit " + code) };
        return (MemitReport)await _profiler.MeasureAsync(Notebook, with?.Invoke(request) ?? request);
    }

    /// <summary>
    /// The least that a call in this process allocates, in bytes. Others allocate here, too: the test host looks every 100 ms whether its parent still
    /// runs (168 B), and on a busy machine a call can take as long. So calls are made until one allocates what is expected, at most 200.
    /// </summary>
    public async Task<long> LeastInProcess(string code, long expected)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 40 && least > expected; attempt++)
        {
            var report = await Memit(code, static request => request with { Repeat = 5, State = StateMode.InProcess });
            least = Math.Min(least, report.Runs.Min(static run => run.Allocated));
        }

        return least;
    }

    public async Task<LineReport> Mprun(string code, params string[] functions) => await Mprun(code, request => request with { Functions = functions });

    public async Task<LineReport> Mprun(string code, Func<MprunRequest, MprunRequest> with)
    {
        var request = new MprunRequest { Code = code, Timeout = s_patience, Origin = new CodeOrigin($"cell {_cells.Count + 1}", 1, 9, "#!mprun " + code) };
        return (LineReport)await _profiler.MeasureAsync(Notebook, with(request));
    }

    public ValueTask DisposeAsync() => _ownsProfiler ? _profiler.DisposeAsync() : ValueTask.CompletedTask;

    private static ScriptOptions Options(string document) => ScriptOptions.Default
        .WithFilePath(document)
        .WithFileEncoding(System.Text.Encoding.UTF8)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithImports("System", "System.IO", "System.Linq", "System.Collections.Generic", "System.Threading.Tasks", "System.Text")
        .WithReferences(s_references);

    private static IEnumerable<MetadataReference> FrameworkReferences() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(IsManaged)
            .Append(typeof(MemoryProfiler).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
