using MemMagics.Compilation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Session;
using MemMagics.Wire.Messages;

namespace MemMagics.Instrumentation;

/// <summary>A prepared line profile: the woven assemblies for the worker, and what its counters mean.</summary>
internal sealed class LineProfile
{
    private static int s_sessions;

    private LineProfile(IReadOnlyList<ProfiledFunction> functions, ProbeMap map, IReadOnlyList<WovenAssembly> woven, IReadOnlyList<string> notes, bool retained)
    {
        Functions = functions;
        Slots = map.Slots;
        Woven = woven;
        Notes = [.. notes, .. woven.SelectMany(assembly => assembly.LeftAlone).Distinct().Select(NoteOf)];
        Tables = map.ToTables(functions.Count, retained);
    }

    /// <summary>The profiled functions, in the order of the names given, then of their place in the source.</summary>
    public IReadOnlyList<ProfiledFunction> Functions { get; }

    /// <summary>What the probe's slots mean.</summary>
    public IReadOnlyList<ProbeSlot> Slots { get; }

    /// <summary>The assemblies that the worker loads instead of those of the same name.</summary>
    public IReadOnlyList<WovenAssembly> Woven { get; }

    /// <summary>Notes on the functions for the report: where their text comes from, and which were not woven.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The sizes with which the worker starts its probe.</summary>
    public ProbeTables Tables { get; }

    /// <summary>Finds what to profile, and weaves it.</summary>
    /// <param name="functions">Names as given to <c>-f</c>; empty for the cell itself and the functions it defines, or for those of the file in which a program begins.</param>
    /// <param name="compilation">The measured submission's compilation.</param>
    /// <param name="emitted">Gives the worker's build of a submission by its assembly name, the measured one included; returns <see langword="null"/> for an assembly that is not a submission.</param>
    /// <param name="retained">Whether the probe counts what stays alive per line.</param>
    /// <param name="program">The program whose code is measured; <see langword="null"/> for a notebook.</param>
    /// <param name="libraries">The libraries that were profiled before, to reuse what was decompiled; <see langword="null"/> for none.</param>
    /// <param name="reached">The submissions whose code the measured code uses, itself included; <see langword="null"/> to profile functions of libraries whether or not the code can reach them.</param>
    /// <param name="step">Receives what is done, where it may take long.</param>
    /// <param name="cancellationToken">Stops between functions.</param>
    /// <exception cref="MagicException">A name does not lead to anything that could be profiled.</exception>
    public static LineProfile Prepare(
        IReadOnlyList<string> functions,
        Microsoft.CodeAnalysis.Compilation compilation,
        Func<string, EmittedSubmission?> emitted,
        bool retained = false,
        ProgramAssembly? program = null,
        ReferencedLibraries? libraries = null,
        IReadOnlyList<EmittedSubmission>? reached = null,
        Action<string>? step = null,
        CancellationToken cancellationToken = default)
    {
        var source = new SessionSource(compilation);
        var resolver = new TargetResolver(source, program);
        using var ownLibraries = libraries is null ? new ReferencedLibraries() : null;
        using var library = new LibraryFunctions(libraries ?? ownLibraries!, SessionReferences.Of(compilation));
        using var plan = new ProfilePlan(source, emitted, library);
        var targets = functions.Count == 0 ? resolver.Unnamed() : TargetsOf(functions, resolver);
        if (targets.Count == 0)
            plan.AddCell();

        if (reached is not null)
            targets = new ReachedTargets(library, source, reached).Among(targets, cancellationToken);

        if (targets.Count > 0)
            step?.Invoke(targets.Count == 1 ? "weaving 1 function" : $"weaving {targets.Count} functions");

        plan.Add(targets, functions.Count > 0, cancellationToken);
        if (plan.Functions.Count == 0 && targets.Count > 0 && functions.Count > 0 && targets.All(static target => target is Target.Source))
            throw new MagicException($"'{functions[0]}' has no code that could be profiled: the compiler wrote it.");

        var map = new ProbeMap(Interlocked.Increment(ref s_sessions));
        var woven = plan.Bodies
            .GroupBy(body => body.Method.Module)
            .Select(bodies => ProbeWeaver.Weave(bodies.Key, bodies, map, isProgram: program is not null && library.PathOf(bodies.Key) == program.Path, cancellationToken: cancellationToken) with { LibraryPath = library.PathOf(bodies.Key) })
            .ToList();
        return new LineProfile(plan.Functions, map, woven, library.Notes, retained);
    }

    /// <summary>The functions of a program that names mean, and its assemblies woven to record when they begin and end.</summary>
    /// <param name="functions">Names as given to <c>-f</c>.</param>
    /// <param name="compilation">Code in whose context the names are meant.</param>
    /// <param name="program">The program, whose own assembly is woven in any case.</param>
    /// <param name="recorder">Where it is recorded.</param>
    /// <param name="cancellationToken">Stops between functions.</param>
    /// <exception cref="MagicException">A name does not lead to any function of the program.</exception>
    public static FunctionProfile PrepareFunctions(
        IReadOnlyList<string> functions, Microsoft.CodeAnalysis.Compilation compilation, ProgramAssembly program, FunctionRecorder recorder, CancellationToken cancellationToken)
    {
        var source = new SessionSource(compilation);
        using var libraries = new ReferencedLibraries();
        using var library = new LibraryFunctions(libraries, SessionReferences.Of(compilation));
        using var plan = new ProfilePlan(source, static _ => null, library);
        plan.Add(TargetsOf(functions, new TargetResolver(source, program)), cancellationToken: cancellationToken);
        var map = new ProbeMap(session: 0);
        var woven = plan.Bodies.GroupBy(body => body.Method.Module)
            .Select(bodies => ProbeWeaver.WeaveFunctions(bodies.Key, bodies.Where(static body => body.Kind is BodyKind.Call or BodyKind.Resumption), map, recorder, cancellationToken) with { LibraryPath = library.PathOf(bodies.Key) })
            .ToList();
        if (woven.TrueForAll(assembly => assembly.LibraryPath != program.Path))
        {
            using var own = new LibraryModule(program.Path);
            woven.Add(ProbeWeaver.WeaveFunctions(own.Module, [], map, recorder, cancellationToken) with { LibraryPath = program.Path });
        }

        var names = plan.Functions;
        return new FunctionProfile(
            [.. names.Select(static function => function.Name)], map.Bodies, woven,
            [.. woven.SelectMany(static assembly => assembly.LeftAlone).Distinct().Select(method => $"{names[method.Function].Name} is not marked, because {method.Reason}.")]);
    }

    private static IReadOnlyList<Target> TargetsOf(IReadOnlyList<string> functions, TargetResolver resolver)
    {
        var targets = functions.SelectMany(resolver.Resolve).Distinct().ToList();
        var named = targets.ToHashSet();
        return [.. targets.Where(target => target is not Target.Library { IsOneOfAll: true } library || !named.Contains(library with { IsOneOfAll = false }))];
    }

    private string NoteOf(UnwovenMethod method) =>
        $"{Functions[method.Function].Name} was left without line probes, because {method.Reason}.";
}
