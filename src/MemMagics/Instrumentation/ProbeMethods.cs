using MemMagics.Wire;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>References to the probe's methods, as a woven module needs them.</summary>
internal sealed class ProbeMethods
{
    public ProbeMethods(ModuleDefinition module)
    {
        var scope = module.AssemblyReferences.FirstOrDefault(static reference => reference.Name == LineProbeNames.Assembly);
        if (scope is null)
        {
            scope = new AssemblyNameReference(LineProbeNames.Assembly, typeof(LineProbeNames).Assembly.GetName().Version);
            module.AssemblyReferences.Add(scope);
        }

        var types = module.TypeSystem;
        var probe = new TypeReference(LineProbeNames.Namespace, LineProbeNames.Type, module, scope);
        Enter = Method(probe, LineProbeNames.Enter, types.IntPtr, types.Int32, types.Int32, types.Int32);
        Line = Method(probe, LineProbeNames.Line, types.Void, types.IntPtr, types.Int32);
        Count = Method(probe, LineProbeNames.Count, types.Void, types.IntPtr, types.Int32);
        Continue = Method(probe, LineProbeNames.Continue, types.Void, types.IntPtr, types.Int32);
        Resume = Method(probe, LineProbeNames.Resume, types.Void, types.IntPtr, types.Int32, types.Int32);
        Suspend = Method(probe, LineProbeNames.Suspend, types.Void, types.IntPtr, types.Int32);
        Leave = Method(probe, LineProbeNames.Leave, types.Void, types.IntPtr);
        Exit = Method(probe, LineProbeNames.Exit, types.Void, types.Int32);
        AddReference(module, probe);
    }

    public MethodReference Enter { get; }

    public MethodReference Line { get; }

    public MethodReference Count { get; }

    public MethodReference Continue { get; }

    public MethodReference Resume { get; }

    public MethodReference Suspend { get; }

    public MethodReference Leave { get; }

    public MethodReference Exit { get; }

    /// <summary>A method of the woven module that is never called; through it the worker makes the runtime bind the probe (<see cref="LineProbeNames.Reference"/>).</summary>
    private static void AddReference(ModuleDefinition module, TypeReference probe)
    {
        var method = new MethodDefinition(LineProbeNames.Reference, MethodAttributes.Public | MethodAttributes.Static, module.TypeSystem.Void);
        method.Parameters.Add(new ParameterDefinition(probe));
        method.Body.GetILProcessor().Emit(OpCodes.Ret);
        module.GetType("<Module>").Methods.Add(method);
    }

    private static MethodReference Method(TypeReference type, string name, TypeReference result, params TypeReference[] parameters)
    {
        var method = new MethodReference(name, result, type);
        foreach (var parameter in parameters)
            method.Parameters.Add(new ParameterDefinition(parameter));

        return method;
    }
}
