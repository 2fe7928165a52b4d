using System.Linq.Expressions;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A method that was made while the program ran, as a compiled expression is: the same instructions on the worker's own types and members.</summary>
public sealed class DynamicMethodRebuild : Rebuild
{
    // One that is collected would be freed while the code is measured, see LastingMethods.
    private static readonly List<DynamicMethod> s_lasting = [];

    public override IReadOnlyList<PartNeed> Needs { get; } = [.. Enumerable.Repeat(PartNeed.Exists, 13)];

    public override string? Refusal(object value) => DynamicCode.Of((DynamicMethod)value) is null ? "is made while the program runs, in a way that cannot be told" : null;

    public override object?[] TakeApart(object value)
    {
        var method = (DynamicMethod)value;
        var code = DynamicCode.Of(method)!;
        var owner = Members.Field(method, typeof(DynamicMethod), "_typeOwner");
        return
        [
            method.Name, method.ReturnType, Array.ConvertAll(method.GetParameters(), static parameter => parameter.ParameterType), method.InitLocals,
            Members.Field(method, typeof(DynamicMethod), "_skipVisibility"), owner, owner is not null || method.Module.Assembly.IsDynamic ? null : method.Module,
            code.Instructions, code.MaxStack, code.Locals, code.Handlers, code.Tokens, Members.Field(method, typeof(DynamicMethod), "_methodHandle") is not null,
        ];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        if (parts is not [string name, Type returns, Type[] parameters, bool clears, bool seesAll, var owner, var module, byte[] code, int stack, Type[] locals, byte[] handlers, object[] tokens, bool isCompiled])
            throw SnapshotException.Damaged("a method has other parts");
        const MethodAttributes Attributes = MethodAttributes.Public | MethodAttributes.Static;
        var method = (owner, module) switch
        {
            (Type holder, _) => new DynamicMethod(name, Attributes, CallingConventions.Standard, returns, parameters, holder, seesAll),
            (_, Module home) => new DynamicMethod(name, Attributes, CallingConventions.Standard, returns, parameters, home, seesAll),
            _ => new DynamicMethod(name, returns, parameters, restrictedSkipVisibility: true),
        };
        method.InitLocals = clears;
        var info = method.GetDynamicILInfo();
        for (var i = 0; i < tokens.Length; i++)
        {
            if ((Add(info, tokens[i]) & 0xFFFFFF) != i + DynamicCode.FirstToken)
                throw new SnapshotException($"The worker numbers what the method {name} names in another way.");
        }

        info.SetCode(code, stack);
        info.SetLocalSignature(LocalTypes.Write(locals));
        if (handlers.Length > 0)
            info.SetExceptions(handlers);
        s_lasting.Add(method);
        if (isCompiled && !Array.Exists([.. parameters, returns], static type => type.IsPointer || type.IsFunctionPointer || type.IsByRefLike))
            Compile(method, parameters, returns);
        return method;
    }

    /// <summary>As in the notebook, where it was compiled when a delegate to it was made: inner lambdas of a compiled expression are made into delegates again and again.</summary>
    private static void Compile(DynamicMethod method, Type[] parameters, Type returns) =>
        RuntimeHelpers.PrepareDelegate(method.CreateDelegate(Expression.GetDelegateType([.. parameters, returns])));

    private static int Add(DynamicILInfo info, object token) => token switch
    {
        string text => info.GetTokenFor(text),
        Type type => info.GetTokenFor(type.TypeHandle),
        DynamicMethod method => info.GetTokenFor(method),
        MethodBase { DeclaringType: { IsGenericType: true } or { IsArray: true } } method => info.GetTokenFor(method.MethodHandle, method.DeclaringType.TypeHandle),
        MethodBase method => info.GetTokenFor(method.MethodHandle),
        FieldInfo { DeclaringType.IsGenericType: true } field => info.GetTokenFor(field.FieldHandle, field.DeclaringType.TypeHandle),
        FieldInfo field => info.GetTokenFor(field.FieldHandle),
        _ => throw SnapshotException.Damaged("a method names what it cannot"),
    };
}
