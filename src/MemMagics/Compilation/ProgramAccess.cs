using MemMagics.Session;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Compilation;

/// <summary>Lets code that was compiled against a <see cref="ProgramAssembly"/> run with the program itself: under the functions' own names, and with access to what is private.</summary>
internal static class ProgramAccess
{
    // The runtime knows it by its name, wherever it is defined.
    private const string Space = "System.Runtime.CompilerServices";
    private const string Name = "IgnoresAccessChecksToAttribute";

    /// <summary>The same submission, to be run with the program.</summary>
    public static EmittedSubmission Grant(EmittedSubmission submission, ProgramAssembly program)
    {
        using var symbols = new MemoryStream(submission.Symbols, writable: false);
        using var module = ModuleDefinition.ReadModule(
            new MemoryStream(submission.Image, writable: false),
            new ReaderParameters { ReadSymbols = true, SymbolStream = symbols, SymbolReaderProvider = new PortablePdbReaderProvider() });
        var originals = program.Renamed.ToDictionary(static method => method.Name, static method => method.Original);
        foreach (var member in module.GetMemberReferences().Where(member => member is MethodReference && member.DeclaringType.Scope.Name == program.Name))
        {
            if (member.DeclaringType.FullName.Replace('/', '.') == program.EntryPoint?.Type && originals.TryGetValue(member.Name, out var original))
                member.Name = original;
        }

        foreach (var type in module.GetTypeReferences().Where(type => type.DeclaringType is null && type.Scope.Name == program.Name))
        {
            if (program.RenamedTypes.FirstOrDefault(renamed => renamed.Name == type.Name && renamed.Namespace == type.Namespace) is { } renamed)
                type.Name = renamed.Original;
        }

        module.Assembly.CustomAttributes.Add(new CustomAttribute(Attribute(module))
        {
            ConstructorArguments = { new CustomAttributeArgument(module.TypeSystem.String, program.Name) },
        });
        using var image = new MemoryStream();
        using var newSymbols = new MemoryStream();
        module.Write(image, new WriterParameters { WriteSymbols = true, SymbolStream = newSymbols, SymbolWriterProvider = new PortablePdbWriterProvider() });
        return submission with { Image = image.ToArray(), Symbols = newSymbols.ToArray() };
    }

    private static MethodDefinition Attribute(ModuleDefinition module)
    {
        var @base = new TypeReference("System", "Attribute", module, module.TypeSystem.CoreLibrary);
        var type = new TypeDefinition(Space, Name, TypeAttributes.NotPublic | TypeAttributes.Sealed, @base);
        var constructor = new MethodDefinition(
            ".ctor", MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, module.TypeSystem.Void)
        {
            Parameters = { new ParameterDefinition(module.TypeSystem.String) },
        };
        var code = constructor.Body.GetILProcessor();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, new MethodReference(".ctor", module.TypeSystem.Void, @base) { HasThis = true });
        code.Emit(OpCodes.Ret);
        type.Methods.Add(constructor);
        module.Types.Add(type);
        return constructor;
    }
}
