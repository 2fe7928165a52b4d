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
    private readonly Dictionary<(int Method, ulong Arguments), bool> _returnsHash = [];
    private readonly Type _class;
    private readonly PortableHashes _hashes;

    private HashFlow(Type type, PortableHashes hashes) => (_class, _hashes) = (DefinitionOf(type), hashes);

    /// <summary>The fields in which code of the class, or of types nested in it, keeps hash codes.</summary>
    /// <param name="type">An outermost class.</param>
    /// <param name="hashes">Tells which hash codes are others in the worker.</param>
    public static IReadOnlySet<FieldInfo> FieldsOf(Type type, PortableHashes hashes)
    {
        var flow = new HashFlow(type, hashes);
        flow.WalkAll(type);
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
        if (_returnsHash.TryGetValue((method.MetadataToken, arguments), out var known))
            return known;
        _returnsHash.Add((method.MetadataToken, arguments), false); // the answer for a recursive call
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return false;
        var types = new InstructionTypes(method, body, il);
        var walk = new Frame(arguments);
        var instruction = new InstructionReader(il);
        while (instruction.Read())
        {
            Step(walk, types, instruction.OpCode, il, instruction.OperandOffset);
            walk.SetType(types.Of(instruction.OpCode, instruction.OperandOffset));
        }

        return _returnsHash[(method.MetadataToken, arguments)] = walk.ReturnsHash;
    }

    private void Step(Frame frame, InstructionTypes types, OpCode opcode, byte[] il, int at)
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
            frame.Push(new Value(argument < 64 && (frame.Arguments >> argument & 1) != 0));
        else if (opcode == OpCodes.Ldtoken)
            frame.Push(new Value(false) { Token = types.Resolve(at) as Type });
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

    private void Element(Value value, Value index, Value array, Frame? loadsInto = null)
    {
        if ((value.IsHash || index.IsHash) && array.From is { } field)
            _found.Add(field);
        loadsInto?.Push(default);
    }

    private void Field(Frame frame, FieldInfo? field, OpCode opcode)
    {
        var isStore = opcode == OpCodes.Stfld || opcode == OpCodes.Stsfld;
        var value = isStore ? frame.Pop() : default;
        if (opcode != OpCodes.Ldsfld && opcode != OpCodes.Ldsflda && opcode != OpCodes.Stsfld)
            frame.Pop();
        if (!isStore)
            frame.Push(new Value(false, field is { IsStatic: false } && IsContainer(field.FieldType) ? field : null));
        else if (value.IsHash && field is { IsStatic: false } && HashPlace.IsNumber(field.FieldType))
            _found.Add(field);
    }

    private void Call(Frame frame, MethodBase? called, bool isNew)
    {
        if (called is null)
        {
            frame.Clear();
            return;
        }

        var isInstance = !called.IsStatic && !isNew;
        var (arguments, hasHash, last) = (0UL, false, default(Value));
        for (var i = called.GetParameters().Length - 1; i >= 0; i--)
        {
            var value = frame.Pop();
            (hasHash, last) = (hasHash | value.IsHash, last.Type is null && last.Token is null ? value : last);
            if (value.IsHash && i < 63)
                arguments |= 1UL << (called.IsStatic ? i : i + 1);
        }

        var receiver = isInstance ? frame.Pop() : default;
        if (hasHash && receiver.From is { } container && s_keeping.Contains(called.Name))
            _found.Add(container);
        hasHash |= receiver.IsHash;
        // A constructor returns an object, and of those only an int? is a number.
        var returned = isNew ? called.DeclaringType : (called as MethodInfo)?.ReturnType;
        var isOwn = called.Module == _class.Module && OutermostOf(called.DeclaringType) is { } outermost && DefinitionOf(outermost) == _class;
        var returnsHash = isOwn && Walk(called, arguments);
        var isHash = IsHashFunction(frame, called, frame.Constrained is { } constrained ? receiver with { Type = constrained } : receiver, last.Type);
        frame.Constrained = null;
        if (isNew || returned != typeof(void))
            frame.Push(new Value(returned is not null && HashPlace.IsNumber(returned) && (returnsHash || isHash || (!isOwn && hasHash))) { Token = called.Name == nameof(Type.GetTypeFromHandle) ? last.Token : null });
    }

    /// <summary>Whether the call yields a hash code that is another in the worker.</summary>
    private bool IsHashFunction(Frame frame, MethodBase called, Value receiver, Type? argument)
    {
        var declaring = called.DeclaringType!;
        if (declaring == typeof(HashCode))
        {
            // What was added to a HashCode is not followed into it: the method is taken to have one only.
            var isPortable = _hashes.SameSeeds && (!called.IsGenericMethod || Array.TrueForAll(called.GetGenericArguments(), _hashes.OfAny));
            frame.Combines |= !isPortable;
            return called.Name == nameof(HashCode.Combine) ? !isPortable : called.Name == nameof(HashCode.ToHashCode) && frame.Combines;
        }

        if (called.Name != nameof(GetHashCode))
            return false;
        if (declaring == typeof(RuntimeHelpers))
            return !_hashes.SameSeeds || argument is null || argument.IsAssignableTo(typeof(MemberInfo)) || argument.IsAssignableTo(typeof(Delegate));
        if (receiver.Token is { } named && _hashes.SameSeeds && CommonTypes.All.Contains(named))
            return false;
        // The compiler calls object.GetHashCode whatever the type of the object is.
        return called.GetParameters() is [var key, ..]
            ? !_hashes.OfAny(key.ParameterType)
            : !_hashes.OfAny(declaring == typeof(object) || declaring == typeof(ValueType) || declaring == typeof(Enum) ? receiver.Type ?? declaring : declaring);
    }

    private static bool IsContainer(Type type) => type.IsArray || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true;

    private static Type DefinitionOf(Type type) => type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;

    /// <summary>A value on the stack: whether it is a hash code, the field it was loaded from if it is an array or a collection, and its declared type.</summary>
    private readonly record struct Value(bool IsHash, FieldInfo? From = null, Type? Type = null)
    {
        /// <summary>The type that it is, if it is a <see cref="System.Type"/> from a <c>typeof</c>.</summary>
        public Type? Token { get; init; }
    }

    /// <summary>One method's stack and locals.</summary>
    private sealed class Frame(ulong arguments)
    {
        private readonly Stack<Value> _stack = [];
        private readonly Dictionary<int, Value> _locals = [];
        private Value _duplicated;

        public ulong Arguments => arguments;

        public bool ReturnsHash { get; private set; }

        /// <summary>The type of the next call's receiver, from a <c>constrained.</c> prefix.</summary>
        public Type? Constrained { get; set; }

        /// <summary>Whether a hash code that is another in the worker went into a <see cref="HashCode"/>.</summary>
        public bool Combines { get; set; }

        public void Push(Value value) => _stack.Push(value);

        public Value Pop() => _stack.TryPop(out var value) ? value : default;

        public void Duplicate() => Push(_duplicated = _stack.TryPeek(out var value) ? value : default);

        public void SetType(Type? type)
        {
            if (type is not null && _stack.TryPop(out var value))
                Push(value with { Type = type });
        }

        public void Clear() => _stack.Clear();

        /// <summary>Behind a jump, what was duplicated for a test for null is on the stack.</summary>
        public void Jump()
        {
            Clear();
            Push(new Value(false, null, _duplicated.Type));
        }

        public void Return()
        {
            ReturnsHash |= Pop().IsHash;
            Clear();
        }

        public void Local(int index, bool isStore)
        {
            if (!isStore)
                Push(_locals.GetValueOrDefault(index));
            else if (Pop() is var value && (value.IsHash || value.From is not null || !_locals.GetValueOrDefault(index).IsHash))
                _locals[index] = value;
        }

        public void Other(OpCode opcode)
        {
            var isHash = false;
            for (var pops = Instructions.Pops(opcode); pops > 0; pops--)
                isHash |= Pop().IsHash;
            for (var pushes = Instructions.Pushes(opcode); pushes > 0; pushes--)
                Push(new Value(isHash && Instructions.IsArithmetic(opcode)));
        }
    }
}
