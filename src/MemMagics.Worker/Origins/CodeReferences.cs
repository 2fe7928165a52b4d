using System.Reflection;
using System.Reflection.Emit;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Wire.State;

namespace MemMagics.Worker.Origins;

/// <summary>Finds what a method's IL calls and which objects it makes.</summary>
internal sealed class CodeReferences
{
    private readonly MethodBase _method;
    private readonly byte[] _il;
    private readonly List<CodeReference> _found = [];
    private readonly List<(int From, int To)> _branches = [];

    private CodeReferences(MethodBase method, byte[] il) => (_method, _il) = (method, il);

    /// <summary>The calls and objects of a method, in the order of the code; empty for one without IL.</summary>
    public static IReadOnlyList<CodeReference> Of(MethodBase method) =>
        method.GetMethodBody()?.GetILAsByteArray() is { } il ? new CodeReferences(method, il).Read() : [];

    private IReadOnlyList<CodeReference> Read()
    {
        var code = new InstructionReader(_il);
        for (var length = -1L; code.Read();)
        {
            Add(code, length);
            length = Constant(code);
        }

        return [.. _found.Select(reference => reference with { Branches = _branches.Count(branch => branch.From < reference.Offset && reference.Offset < branch.To) })];
    }

    private void Add(in InstructionReader code, long length)
    {
        var offset = code.OperandOffset - code.OpCode.Size;
        switch (code.OpCode.OperandType)
        {
            case OperandType.ShortInlineBrTarget:
                _branches.Add((offset, code.OperandOffset + sizeof(sbyte) + (sbyte)_il[code.OperandOffset]));
                break;
            case OperandType.InlineBrTarget:
                _branches.Add((offset, code.OperandOffset + sizeof(int) + code.Token));
                break;
            case OperandType.InlineType when code.OpCode == OpCodes.Newarr && Resolve(code.Token) is Type element:
                AddObject(offset, element.MakeArrayType(), length < 0 ? 0 : SizeOf(element, length));
                break;
            case OperandType.InlineType when code.OpCode == OpCodes.Box && Resolve(code.Token) is Type value:
                AddObject(offset, Nullable.GetUnderlyingType(value) ?? value, 0);
                break;
            case OperandType.InlineMethod when code.OpCode.FlowControl == FlowControl.Call && Resolve(code.Token) is MethodBase { DeclaringType: { } type } called:
                AddCall(offset, type, called, makesObject: code.OpCode == OpCodes.Newobj);
                break;
        }
    }

    private void AddCall(int offset, Type type, MethodBase called, bool makesObject)
    {
        var makesText = makesObject && type == typeof(string); // its constructors are replaced by methods
        if (makesObject && !makesText)
            AddObject(offset, type, 0);

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        _found.Add(new(offset, 0, definition.FullName ?? definition.Name, makesText ? "Ctor" : called.Name, 0));
    }

    private void AddObject(int offset, Type type, long size) => _found.Add(new(offset, 0, IsKnown(type) ? CSharpName.Of(type) : "", "", size));

    /// <summary>Whether a type does not depend on type arguments. Shared code has <c>System.__Canon</c> for them.</summary>
    private static bool IsKnown(Type type) =>
        !type.ContainsGenericParameters && type.FullName != "System.__Canon"
        && (!type.HasElementType || IsKnown(type.GetElementType()!)) && Array.TrueForAll(type.GetGenericArguments(), IsKnown);

    /// <summary>The bytes of an array: header, type, length and elements, in whole words. 0 for elements of unknown size.</summary>
    private static long SizeOf(Type element, long length)
    {
        var each = element.IsValueType ? Type.GetTypeCode(element) switch
        {
            TypeCode.Boolean or TypeCode.SByte or TypeCode.Byte => 1,
            TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
            TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
            TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
            _ => 0,
        } : IntPtr.Size;
        return each == 0 ? 0 : (3 * IntPtr.Size + length * each + IntPtr.Size - 1) / IntPtr.Size * IntPtr.Size;
    }

    /// <summary>The number that an instruction loads; -1 when it loads none.</summary>
    private long Constant(in InstructionReader code) => code.OpCode.Value switch
    {
        >= 0x16 and <= 0x1E => code.OpCode.Value - 0x16, // ldc.i4.0 to ldc.i4.8
        _ when code.OpCode == OpCodes.Ldc_I4_S => (sbyte)_il[code.OperandOffset],
        _ when code.OpCode == OpCodes.Ldc_I4 => code.Token,
        _ => -1,
    };

    private MemberInfo? Resolve(int token)
    {
        try
        {
            return _method.Module.ResolveMember(
                token, _method.DeclaringType?.GetGenericArguments(), _method.IsGenericMethod ? _method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or MissingMemberException or TypeLoadException or IOException or BadImageFormatException)
        {
            return null; // code that was not reached
        }
    }
}
