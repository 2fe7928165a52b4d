using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>The signature of the variables of a <see cref="DynamicMethod"/>, in which types are addresses in this process.</summary>
/// <remarks>ECMA-335, II.23.2.6; the addresses follow <c>ELEMENT_TYPE_INTERNAL</c> (runtime, corhdr.h).</remarks>
internal sealed unsafe class LocalTypes
{
    private const byte Internal = 0x21, GenericInstance = 0x15, ByReference = 0x10, PointerTo = 0x0F, Vector = 0x1D;

    private readonly byte[] _signature;
    private int _at = 1;

    private LocalTypes(byte[] signature) => _signature = signature;

    /// <summary>The types, in order; <see langword="null"/> when there is something among them that is not understood: pinned ones, and arrays of several dimensions.</summary>
    public static Type[]? Read(byte[] signature) => new LocalTypes(signature).List();

    /// <summary>The signature in this process.</summary>
    public static byte[] Write(Type[] types)
    {
        var signature = SignatureHelper.GetLocalVarSigHelper();
        foreach (var type in types)
            signature.AddArgument(type);
        return signature.GetSignature();
    }

    private Type? Next()
    {
        switch (_signature[_at++])
        {
            case Internal:
                var address = BitConverter.ToInt64(_signature, _at);
                _at += sizeof(long);
                return Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)address));
            case GenericInstance:
                return Next() is { } definition && List() is { } arguments ? definition.MakeGenericType(arguments) : null;
            case ByReference:
                return Next()?.MakeByRefType();
            case PointerTo:
                return Next()?.MakePointerType();
            case Vector:
                return Next()?.MakeArrayType();
            case var code:
                return Plain((SignatureTypeCode)code);
        }
    }

    /// <summary>As many types as the number before them says.</summary>
    private Type[]? List()
    {
        var types = new Type[Number()];
        for (var i = 0; i < types.Length; i++)
        {
            if (Next() is not { } type)
                return null;
            types[i] = type;
        }

        return types;
    }

    /// <summary>A compressed number. (ECMA-335, II.23.2.)</summary>
    private int Number()
    {
        var first = _signature[_at++];
        if (first < 0x80)
            return first;
        var second = _signature[_at++];
        return first < 0xC0 ? ((first & 0x3F) << 8) | second : ((first & 0x1F) << 24) | (second << 16) | (_signature[_at++] << 8) | _signature[_at++];
    }

    private static Type? Plain(SignatureTypeCode code) => code switch
    {
        SignatureTypeCode.Void => typeof(void),
        SignatureTypeCode.Boolean => typeof(bool),
        SignatureTypeCode.Char => typeof(char),
        SignatureTypeCode.SByte => typeof(sbyte),
        SignatureTypeCode.Byte => typeof(byte),
        SignatureTypeCode.Int16 => typeof(short),
        SignatureTypeCode.UInt16 => typeof(ushort),
        SignatureTypeCode.Int32 => typeof(int),
        SignatureTypeCode.UInt32 => typeof(uint),
        SignatureTypeCode.Int64 => typeof(long),
        SignatureTypeCode.UInt64 => typeof(ulong),
        SignatureTypeCode.Single => typeof(float),
        SignatureTypeCode.Double => typeof(double),
        SignatureTypeCode.IntPtr => typeof(nint),
        SignatureTypeCode.UIntPtr => typeof(nuint),
        SignatureTypeCode.Object => typeof(object),
        SignatureTypeCode.String => typeof(string),
        _ => null,
    };
}
