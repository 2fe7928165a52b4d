using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>
/// What a module does before any of its code runs, written as IL: it says where the program lies, loads the probe's assembly and what that needs, which are not among those
/// that the program was built with, and starts the probe, in a method of its own, since a method is bound as a whole.
/// </summary>
internal static class ModuleStart
{
    private const string StartMethod = "<start functions>";
    private const string BaseDirectory = "APP_CONTEXT_BASE_DIRECTORY";

    public static void Add(ModuleDefinition module, FunctionRecorder recorder, MethodReference start)
    {
        var type = module.GetType("<Module>");
        var begin = new MethodDefinition(StartMethod, MethodAttributes.Assembly | MethodAttributes.Static, module.TypeSystem.Void) { NoInlining = true };
        var code = begin.Body.GetILProcessor();
        code.Emit(OpCodes.Ldstr, recorder.File);
        code.Emit(OpCodes.Call, start);
        code.Emit(OpCodes.Ret);
        type.Methods.Add(begin);

        var initialiser = type.Methods.FirstOrDefault(static method => method.Name == ".cctor") ?? NewInitialiser(module, type);
        var il = initialiser.Body.GetILProcessor();
        var first = initialiser.Body.Instructions[0];
        Instruction[] inserted =
        [
            il.Create(OpCodes.Ldstr, BaseDirectory),
            il.Create(OpCodes.Ldstr, recorder.BaseDirectory),
            il.Create(OpCodes.Call, Framework(module, "System", nameof(AppContext), nameof(AppContext.SetData), module.TypeSystem.Void, module.TypeSystem.String, module.TypeSystem.Object)),
            .. recorder.Assemblies.SelectMany(Load),
            il.Create(OpCodes.Call, begin),
        ];
        foreach (var instruction in inserted)
            il.InsertBefore(first, instruction);

        IEnumerable<Instruction> Load(string path) =>
        [
            il.Create(OpCodes.Call, DefaultContext(module)),
            il.Create(OpCodes.Ldstr, path),
            il.Create(OpCodes.Callvirt, LoadFromPath(module)),
            il.Create(OpCodes.Pop),
        ];
    }

    private static MethodDefinition NewInitialiser(ModuleDefinition module, TypeDefinition type)
    {
        var initialiser = new MethodDefinition(
            ".cctor", MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName, module.TypeSystem.Void);
        initialiser.Body.GetILProcessor().Emit(OpCodes.Ret);
        type.Methods.Add(initialiser);
        return initialiser;
    }

    private static MethodReference DefaultContext(ModuleDefinition module)
    {
        var context = Context(module);
        return new MethodReference("get_" + nameof(AssemblyLoadContext.Default), context, context);
    }

    private static MethodReference LoadFromPath(ModuleDefinition module)
    {
        var assembly = new TypeReference("System.Reflection", "Assembly", module, module.TypeSystem.CoreLibrary);
        var method = new MethodReference(nameof(AssemblyLoadContext.LoadFromAssemblyPath), assembly, Context(module)) { HasThis = true };
        method.Parameters.Add(new ParameterDefinition(module.TypeSystem.String));
        return method;
    }

    private static MethodReference Framework(ModuleDefinition module, string space, string type, string name, TypeReference result, params TypeReference[] parameters)
    {
        var method = new MethodReference(name, result, new TypeReference(space, type, module, module.TypeSystem.CoreLibrary));
        foreach (var parameter in parameters)
            method.Parameters.Add(new ParameterDefinition(parameter));
        return method;
    }

    /// <summary>The type is in an assembly of its own (System.Runtime.Loader), or forwarded from System.Runtime, which every module refers to.</summary>
    private static TypeReference Context(ModuleDefinition module)
    {
        const string Loader = "System.Runtime.Loader";
        var scope = module.AssemblyReferences.FirstOrDefault(static reference => reference.Name == Loader);
        if (scope is null)
        {
            scope = new AssemblyNameReference(Loader, new Version(0, 0, 0, 0)) { PublicKeyToken = [0xb0, 0x3f, 0x5f, 0x7f, 0x11, 0xd5, 0x0a, 0x3a] };
            module.AssemblyReferences.Add(scope);
        }

        return new TypeReference("System.Runtime.Loader", nameof(AssemblyLoadContext), module, scope);
    }
}
