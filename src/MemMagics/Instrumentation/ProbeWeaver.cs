using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>Weaves the probe into methods of one module, and writes the module.</summary>
internal static class ProbeWeaver
{
    /// <summary>Weaves bodies of a module.</summary>
    /// <param name="module">The module; changed.</param>
    /// <param name="bodies">Its methods to weave.</param>
    /// <param name="map">Receives the slots.</param>
    /// <param name="countOnly">Whether a sequence point before which nothing can have been allocated is only counted.</param>
    /// <param name="isProgram">Whether the module is that of a measured program.</param>
    /// <param name="cancellationToken">Stops between methods.</param>
    public static WovenAssembly Weave(ModuleDefinition module, IEnumerable<ProfiledBody> bodies, ProbeMap map, bool countOnly = true, bool isProgram = false, CancellationToken cancellationToken = default)
    {
        var probe = new ProbeMethods(module);
        var leftAlone = WeaveAll(bodies, map, probe, countOnly, cancellationToken);
        if (isProgram)
            ExitCalls.Redirect(module, probe);

        return Write(module) with { LeftAlone = leftAlone };
    }

    /// <summary>Weaves the beginnings and ends of functions, without their lines.</summary>
    /// <param name="module">The module; changed.</param>
    /// <param name="bodies">Its methods to weave. There may be none.</param>
    /// <param name="map">Receives the bodies.</param>
    /// <param name="recorder">Where it is recorded.</param>
    /// <param name="cancellationToken">Stops between methods.</param>
    public static WovenAssembly WeaveFunctions(ModuleDefinition module, IEnumerable<ProfiledBody> bodies, ProbeMap map, FunctionRecorder recorder, CancellationToken cancellationToken)
    {
        var leftAlone = WeaveAll(bodies.Select(static body => body with { Points = [] }), map, ProbeMethods.OfFunctions(module, recorder), countOnly: false, cancellationToken);
        return Write(module) with { LeftAlone = leftAlone };
    }

    private static List<UnwovenMethod> WeaveAll(IEnumerable<ProfiledBody> bodies, ProbeMap map, ProbeMethods probe, bool countOnly, CancellationToken cancellationToken)
    {
        var leftAlone = new List<UnwovenMethod>();
        foreach (var body in bodies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((MethodObstacle.Of(body.Method) ?? Weave(body, map, probe, countOnly)) is { } reason)
                leftAlone.Add(new UnwovenMethod(body.Function, reason));
        }

        return leftAlone;
    }

    /// <returns>The reason when it could not be woven; <see langword="null"/> when it was.</returns>
    private static string? Weave(ProfiledBody body, ProbeMap map, ProbeMethods probe, bool countOnly)
    {
        var before = new BodyCopy(body.Method.Body);
        try
        {
            MethodWeaver.Weave(body, map, probe, countOnly);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException) // IL can be anything: one odd method must not fail the whole profile
        {
            before.Restore();
            return $"its IL is not as expected ({e.Message})";
        }
    }

    /// <summary>Writes a module that was changed.</summary>
    public static WovenAssembly Write(ModuleDefinition module)
    {
        // The output is plain IL: without the native code of a ReadyToRun image, and without a strong-name signature, which is no longer valid.
        module.Attributes = (module.Attributes | ModuleAttributes.ILOnly) & ~ModuleAttributes.StrongNameSigned;
        using var image = new MemoryStream();
        if (!module.HasSymbols)
        {
            WriteLibrary(module, image);
            return new WovenAssembly(module.Assembly.Name.Name, image.ToArray(), Symbols: null);
        }

        using var symbols = new MemoryStream();
        module.Write(image, new WriterParameters { WriteSymbols = true, SymbolStream = symbols, SymbolWriterProvider = new PortablePdbWriterProvider() });
        return new WovenAssembly(module.Assembly.Name.Name, image.ToArray(), symbols.ToArray());
    }

    private static void WriteLibrary(ModuleDefinition module, MemoryStream image)
    {
        try
        {
            module.Write(image);
        }
        catch (Exception e) when (e is not OutOfMemoryException) // metadata can be anything too, for example in an obfuscated library
        {
            throw new MagicException(
                $"The library '{module.Assembly.Name.Name}' cannot be given line probes: {e.Message} Profile the function of yours that calls it: the calling line shows what it costs.");
        }
    }
}
