using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using MemMagics.State.Code;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Follows hash codes that are others in the worker through the compiled code of one class, instruction by instruction: through locals,
/// arithmetic and calls within the class, to the fields that store them and to the arrays and collections that keep them or are indexed by them.
/// </summary>
/// <remarks>Jumps are not followed, so a value that stays on the stack across a jump is lost. Compilers keep longer-lived values in locals.</remarks>
internal sealed class HashFlow
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> s_keeping = ["Add", "TryAdd", "GetOrAdd", "AddOrUpdate", "set_Item", "Insert", "Enqueue", "Push", "AddFirst", "AddLast"];

    private readonly HashSet<FieldInfo> _found = [];
    private readonly Dictionary<(Module Module, int Method, ulong Arguments), bool> _returnsHash = [];
    private readonly Type _class;
    private readonly PortableHashes? _hashes;

    private HashFlow(Type type, PortableHashes? hashes) => (_class, _hashes) = (DefinitionOf(type), hashes);

    /// <summary>Whether only what is surely a hash code that is another in the worker counts, and wherever it is put.</summary>
    private bool IsSure => _hashes is null;

    /// <summary>The fields in which code of the class, or of types nested in it, keeps hash codes.</summary>
    /// <param name="type">An outermost class.</param>
    /// <param name="hashes">Tells which hash codes are others in the worker.</param>
    public static IReadOnlySet<FieldInfo> FieldsOf(Type type, PortableHashes hashes)
    {
        var flow = new HashFlow(type, hashes);
        flow.WalkAll(type);
        return flow._found;
    }

    /// <summary>The variables and static fields in which code of a cell surely keeps hash codes that are others in the worker, itself or in collections.</summary>
    /// <param name="submission">The cell's class.</param>
    public static IReadOnlySet<FieldInfo> VariablesOf(Type submission)
    {
        var flow = new HashFlow(submission, null);
        flow.WalkAll(submission);
        return flow._found;
    }

    /// <summary>The outermost class around a type, with those of its type arguments that are the class's.</summary>
    public static Type? OutermostOf(Type? type)
    {
        var outermost = type;
        while (outermost?.DeclaringType is { } outer)
            outermost = outer;
        return outermost is { IsGenericTypeDefinition: true } && type is { IsConstructedGenericType: true }
            ? LiveTypes.Construct(outermost, type.GetGenericArguments()[..outermost.GetGenericArguments().Length]) ?? outermost
            : outermost;
    }

    private void WalkAll(Type type)
    {
        foreach (var method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
            Walk(method, 0);
        foreach (var nested in type.GetNestedTypes(Declared))
            WalkAll(nested.IsGenericTypeDefinition && type.IsConstructedGenericType && nested.GetGenericArguments().Length == type.GetGenericArguments().Length
                ? LiveTypes.Construct(nested, type.GetGenericArguments()) ?? nested
                : nested);
    }

    /// <param name="method">A method.</param>
    /// <param name="arguments">Which of its arguments are hash codes, one bit for each, <c>this</c> included.</param>
    /// <returns>Whether the method returns a hash code.</returns>
    private bool Walk(MethodBase method, ulong arguments)
    {
        if (_returnsHash.TryGetValue((method.Module, method.MetadataToken, arguments), out var known))
            return known;
        _returnsHash.Add((method.Module, method.MetadataToken, arguments), false); // the answer for a recursive call
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return false;
        var types = new InstructionTypes(method, body, il);
        var walk = new HashFrame(arguments);
        var instruction = new InstructionReader(il);
        while (instruction.Read())
        {
            Step(walk, types, instruction.OpCode, il, instruction.OperandOffset);
            walk.SetType(types.Of(instruction.OpCode, instruction.OperandOffset));
        }

        return _returnsHash[(method.Module, method.MetadataToken, arguments)] = walk.ReturnsHash;
    }

    private void Step(HashFrame frame, InstructionTypes types, OpCode opcode, byte[] il, int at)
    {
        switch (opcode.OperandType)
        {
            case OperandType.InlineMethod when opcode != OpCodes.Ldftn && opcode != OpCodes.Ldvirtftn && opcode != OpCodes.Jmp:
                Call(frame, types.Resolve(at) as MethodBase, opcode == OpCodes.Newobj);
                return;
            case OperandType.InlineField:
                Field(frame, types.Resolve(at) as FieldInfo, opcode);
                return;
        }

        if (opcode == OpCodes.Constrained)
            frame.Constrained = types.Resolve(at) as Type;
        else if (Instructions.Local(opcode, il, at) is { } local)
            frame.Local(local.Index, local.IsStore);
        else if (Instructions.Argument(opcode, il, at) is { } argument)
            frame.Push(new HashValue(argument < 64 && (frame.Arguments >> argument & 1) != 0));
        else if (opcode == OpCodes.Ldtoken)
            frame.Push(new HashValue(false) { Token = types.Resolve(at) as Type });
        else if (opcode == OpCodes.Ldftn)
            frame.Push(new HashValue(false) { IsFunction = types.Resolve(at) is MethodBase function && IsOwn(function) && Walk(function, 0) });
        else if (opcode == OpCodes.Newarr)
            frame.Other(opcode, new HashContent());
        else if (opcode == OpCodes.Dup)
            frame.Duplicate();
        else if (opcode == OpCodes.Ret)
            frame.Return();
        else if (opcode.Name!.StartsWith("stelem", StringComparison.Ordinal))
            Element(frame.Pop(), frame.Pop(), frame.Pop());
        else if (opcode == OpCodes.Ldelema)
            Element(default, frame.Pop(), frame.Pop(), frame);
        else if (opcode.FlowControl == FlowControl.Branch)
            frame.Jump();
        else if (opcode.FlowControl == FlowControl.Throw)
            frame.Clear();
        else
            frame.Other(opcode);
    }

    private void Element(HashValue value, HashValue index, HashValue array, HashFrame? loadsInto = null)
    {
        if ((value.IsHash || index.IsHash) && array.From is { } field)
            _found.Add(field);
        if (value.HasHash && array.Content is { } content)
            content.HasHash = true;
        loadsInto?.Push(default);
    }

    private void Field(HashFrame frame, FieldInfo? field, OpCode opcode)
    {
        var isStore = opcode == OpCodes.Stfld || opcode == OpCodes.Stsfld;
        var value = isStore ? frame.Pop() : default;
        if (opcode != OpCodes.Ldsfld && opcode != OpCodes.Ldsflda && opcode != OpCodes.Stsfld)
            frame.Pop();
        if (!isStore)
            frame.Push(new HashValue(false, field is not null && Counts(field) && IsContainer(field.FieldType) ? field : null));
        else if (field is not null && Counts(field) && (IsSure ? value.HasHash : value.IsHash && HashPlace.IsNumber(field.FieldType)))
            _found.Add(field);
    }

    private void Call(HashFrame frame, MethodBase? called, bool isNew)
    {
        if (called is null)
        {
            frame.Clear();
            return;
        }

        var isInstance = !called.IsStatic && !isNew;
        var (arguments, hasHash, holds, last) = (0UL, false, false, default(HashValue));
        for (var i = called.GetParameters().Length - 1; i >= 0; i--)
        {
            var value = frame.Pop();
            (hasHash, last) = (hasHash | value.IsHash, last.Type is null && last.Token is null ? value : last);
            holds |= value.HasHash || (value.IsFunction && (isNew ? IsDelegate(called.DeclaringType) : HashContent.IsSelectedBy(called.Name)));
            if (value.IsHash && i < 63)
                arguments |= 1UL << (called.IsStatic ? i : i + 1);
        }

        var receiver = isInstance ? frame.Pop() : default;
        if (s_keeping.Contains(called.Name))
            Keep(receiver, hasHash, holds);
        hasHash |= receiver.IsHash;
        // A constructor returns an object, and of those only an int? is a number.
        var returned = isNew ? called.DeclaringType : (called as MethodInfo)?.ReturnType;
        var isOwn = IsOwn(called);
        var returnsHash = isOwn && Walk(called, arguments);
        var isHash = IsHashFunction(frame, called, frame.Constrained is { } constrained ? receiver with { Type = constrained } : receiver, last.Type);
        frame.Constrained = null;
        if (!isNew && returned == typeof(void))
            return;
        var isNumber = returned is not null && HashPlace.IsNumber(returned);
        frame.Push(new HashValue(isNumber && (returnsHash || isHash || (!isOwn && hasHash)))
        {
            Token = called.Name == nameof(Type.GetTypeFromHandle) ? last.Token : null,
            IsFunction = isNew && holds && IsDelegate(returned),
            Content = returned is not null && HashContent.IsIn(returned) ? new HashContent { HasHash = isOwn && !isNew ? returnsHash : holds | receiver.HasHash } : null,
        });
    }

    /// <summary>Something is put into a collection.</summary>
    private void Keep(HashValue collection, bool hasHash, bool holds)
    {
        if (hasHash | (IsSure & holds) && collection.From is { } field)
            _found.Add(field);
        if (holds && collection.Content is { } content)
            content.HasHash = true;
    }

    /// <summary>Whether the call yields a hash code that is another in the worker.</summary>
    private bool IsHashFunction(HashFrame frame, MethodBase called, HashValue receiver, Type? argument)
    {
        var declaring = called.DeclaringType!;
        if (declaring == typeof(HashCode))
        {
            // What was added to a HashCode is not followed into it: the method is taken to have one only.
            var isPortable = _hashes?.SameSeeds != false && (!called.IsGenericMethod || !Array.Exists(called.GetGenericArguments(), Differ));
            frame.Combines |= !isPortable;
            return called.Name == nameof(HashCode.Combine) ? !isPortable : called.Name == nameof(HashCode.ToHashCode) && frame.Combines;
        }

        if (called.Name != nameof(GetHashCode))
            return false;
        if (declaring == typeof(RuntimeHelpers))
            return _hashes is not null && (!_hashes.SameSeeds || argument is null || argument.IsAssignableTo(typeof(MemberInfo)) || argument.IsAssignableTo(typeof(Delegate)));
        if (receiver.Token is { } named && _hashes?.SameSeeds != false && CommonTypes.All.Contains(named))
            return false;
        // The compiler calls object.GetHashCode whatever the type of the object is.
        return called.GetParameters() is [var key, ..]
            ? Differ(key.ParameterType)
            : Differ(declaring == typeof(object) || declaring == typeof(ValueType) || declaring == typeof(Enum) ? receiver.Type ?? declaring : declaring);
    }

    private bool Differ(Type type) => _hashes is null ? StructHashes.Differ(type) : !_hashes.OfAny(type) && !_hashes.OfSingleton(type);

    /// <summary>Whether what is put into a field of its kind counts.</summary>
    private bool Counts(FieldInfo field) => IsSure ? IsOfCells(field.Module) : !field.IsStatic;

    private bool IsOwn(MethodBase called) => IsSure ? IsOfCells(called.Module)
        : called.Module == _class.Module && OutermostOf(called.DeclaringType) is { } outermost && DefinitionOf(outermost) == _class;

    /// <summary>Cells are compiled in memory.</summary>
    private static bool IsOfCells(Module module) => module.Assembly is { IsDynamic: false, Location: "" };

    private static bool IsDelegate(Type? type) => type?.IsAssignableTo(typeof(Delegate)) == true;

    private static bool IsContainer(Type type) => type.IsArray || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true;

    private static Type DefinitionOf(Type type) => type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
}
