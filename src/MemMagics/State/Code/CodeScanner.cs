using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using MemMagics.Wire.State;

namespace MemMagics.State.Code;

/// <summary>Finds what a method body uses. In compiled code everything is bound: operators, patterns, conversions, shadowed names.</summary>
internal sealed class CodeScanner(MetadataReader reader, TypeUseProvider types)
{
    public IReadOnlyList<CodeUse> Scan(MethodBodyBlock body)
    {
        var uses = new HashSet<CodeUse>(CodeUseComparer.Instance);
        var il = new InstructionReader(body.GetILBytes());
        while (il.Read())
        {
            if (il.OpCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType)
                uses.UnionWith(UsesOf((ILOpCode)(ushort)il.OpCode.Value, MetadataTokens.EntityHandle(il.Token)));
        }

        return [.. uses];
    }

    private IEnumerable<CodeUse> UsesOf(ILOpCode opcode, EntityHandle operand)
    {
        switch (operand.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification:
                var kind = opcode == ILOpCode.Ldtoken ? CodeUseKind.Names : CodeUseKind.Makes;
                // A cast creates no object.
                return opcode is ILOpCode.Castclass or ILOpCode.Isinst ? [] : [new CodeUse(kind, TypeOf(operand))];
            case HandleKind.FieldDefinition:
                var field = reader.GetFieldDefinition((FieldDefinitionHandle)operand);
                return FieldUses(opcode, TypeOf(field.GetDeclaringType()), reader.GetString(field.Name));
            case HandleKind.MethodDefinition:
                return MethodUses(opcode, operand, []);
            case HandleKind.MethodSpecification:
                var specification = reader.GetMethodSpecification((MethodSpecificationHandle)operand);
                return MethodUses(opcode, specification.Method, specification.DecodeSignature(types, null));
            case HandleKind.MemberReference:
                var reference = reader.GetMemberReference((MemberReferenceHandle)operand);
                return reference.GetKind() == MemberReferenceKind.Field
                    ? FieldUses(opcode, TypeOf(reference.Parent), reader.GetString(reference.Name))
                    : MethodUses(opcode, operand, []);
            default:
                return [];
        }
    }

    private static IEnumerable<CodeUse> FieldUses(ILOpCode opcode, TypeUse type, string name) => opcode switch
    {
        ILOpCode.Ldfld or ILOpCode.Ldflda => [new CodeUse(CodeUseKind.ReadsField, type, name)],
        ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Ldtoken => [new CodeUse(CodeUseKind.ReadsStatic, type, name)],
        ILOpCode.Stsfld => [new CodeUse(CodeUseKind.WritesStatic, type, name)],
        _ => [],
    };

    private IEnumerable<CodeUse> MethodUses(ILOpCode opcode, EntityHandle method, IReadOnlyList<TypeUse> arguments)
    {
        var (type, name, signature) = Locate(method);
        yield return new CodeUse(CodeUseKind.Calls, type, name, signature);
        if (opcode == ILOpCode.Newobj)
            yield return new CodeUse(CodeUseKind.Makes, type);
        // Generic code can create values of its type arguments and call virtual methods on them.
        foreach (var argument in arguments)
            yield return new CodeUse(CodeUseKind.Makes, argument);
    }

    private (TypeUse Type, string Name, string Signature) Locate(EntityHandle method)
    {
        if (method.Kind == HandleKind.MethodDefinition)
        {
            var definition = reader.GetMethodDefinition((MethodDefinitionHandle)method);
            return (TypeOf(definition.GetDeclaringType()), reader.GetString(definition.Name), SignatureText.Of(definition.DecodeSignature(SignatureText.Instance, null)));
        }

        var reference = reader.GetMemberReference((MemberReferenceHandle)method);
        // A reference to a method with variable arguments has the method itself as parent; C# scripts have none.
        var parent = reference.Parent.Kind == HandleKind.MethodDefinition
            ? reader.GetMethodDefinition((MethodDefinitionHandle)reference.Parent).GetDeclaringType()
            : reference.Parent;
        return (TypeOf(parent), reader.GetString(reference.Name), SignatureText.Of(reference.DecodeMethodSignature(SignatureText.Instance, null)));
    }

    private TypeUse TypeOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => types.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => types.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => types.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0),
        _ => TypeUse.Parameter,
    };
}
