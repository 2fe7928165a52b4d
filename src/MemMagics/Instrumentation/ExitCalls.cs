using MemMagics.Session;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>
/// A program that ends its process (<see cref="Environment.Exit"/>) tells the worker first: while the process ends, the runtime allocates, and
/// answers nobody who records its events.
/// </summary>
internal static class ExitCalls
{
    /// <summary>The program with its calls redirected; <see langword="null"/> when it has none.</summary>
    /// <exception cref="MagicException">It cannot be read or written.</exception>
    public static WovenAssembly? Redirected(ProgramAssembly program)
    {
        if (!program.CallsExit)
            return null;

        using var image = new MemoryStream(File.ReadAllBytes(program.Path), writable: false);
        using var module = ModuleDefinition.ReadModule(image, new ReaderParameters { ReadSymbols = false });
        var symbols = Path.ChangeExtension(program.Path, ".pdb");
        using var stream = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols), writable: false) : null;
        if (stream is not null)
            ReadSymbols(module, stream);

        Redirect(module, new ProbeMethods(module));
        return ProbeWeaver.Write(module) with { LibraryPath = program.Path };
    }

    /// <summary>Without symbols, as where there are only some of another form, lines are not known.</summary>
    private static void ReadSymbols(ModuleDefinition module, Stream symbols)
    {
        try
        {
            module.ReadSymbols(new PortablePdbReaderProvider().GetSymbolReader(module, symbols));
        }
        catch (Exception e) when (e is not OutOfMemoryException) // whatever the file holds
        {
        }
    }

    /// <summary>Redirects the calls of a module.</summary>
    public static void Redirect(ModuleDefinition module, ProbeMethods probe)
    {
        foreach (var method in module.GetTypes().SelectMany(static type => type.Methods).Where(static method => method.HasBody))
        {
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.OpCode == OpCodes.Call && instruction.Operand is MethodReference { Name: nameof(Environment.Exit), DeclaringType.FullName: "System.Environment" })
                    instruction.Operand = probe.Exit;
            }
        }
    }
}
