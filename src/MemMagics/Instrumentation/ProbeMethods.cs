using MemMagics.Wire;
using MemMagics.Wire.Metering;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>References to the probe's methods, as a woven module needs them.</summary>
internal sealed class ProbeMethods
{
    /// <param name="module">The module.</param>
    public ProbeMethods(ModuleDefinition module)
        : this(module, LineProbeNames.Assembly, LineProbeNames.Namespace, LineProbeNames.Type)
    {
    }

    private ProbeMethods(ModuleDefinition module, string assembly, string space, string type)
    {
        var scope = module.AssemblyReferences.FirstOrDefault(reference => reference.Name == assembly);
        if (scope is null)
        {
            scope = new AssemblyNameReference(assembly, typeof(LineProbeNames).Assembly.GetName().Version);
            module.AssemblyReferences.Add(scope);
        }

        var types = module.TypeSystem;
        var probe = new TypeReference(space, type, module, scope);
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

    /// <summary>The methods of <see cref="FunctionProbe"/> under the same names, for a program that runs by itself: it finds the probe's assembly where the module says.</summary>
    public static ProbeMethods OfFunctions(ModuleDefinition module, FunctionRecorder recorder)
    {
        var methods = new ProbeMethods(module, typeof(FunctionProbe).Assembly.GetName().Name!, typeof(FunctionProbe).Namespace!, nameof(FunctionProbe));
        ModuleStart.Add(module, recorder, Method(methods.Leave.DeclaringType, nameof(FunctionProbe.Start), module.TypeSystem.Void, module.TypeSystem.String));
        return methods;
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
