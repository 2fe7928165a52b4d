using System.Reflection;
using System.Reflection.Emit;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Follows the results of hash functions through the compiled code of one class, instruction by instruction: through locals,
/// arithmetic and calls within the class, to the fields that store them and to the arrays that are indexed by them.
/// </summary>
/// <remarks>Jumps are not followed, so a value that stays on the stack across a jump is lost. Compilers keep longer-lived values in locals.</remarks>
internal sealed class HashFlow
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<FieldInfo> _found = [];
    private readonly Dictionary<(int Method, ulong Arguments), bool> _returnsHash = [];
    private readonly Type _class;

    private HashFlow(Type type) => _class = type;

    /// <summary>The fields in which code of the class, or of types nested in it, keeps hash codes.</summary>
    /// <param name="type">An outermost class, or a definition of a generic one.</param>
    public static IReadOnlySet<FieldInfo> FieldsOf(Type type)
    {
        var flow = new HashFlow(type);
        flow.WalkAll(type);
        return flow._found;
    }

    private void WalkAll(Type type)
    {
        foreach (var method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
            Walk(method, 0);
        foreach (var nested in type.GetNestedTypes(Declared))
            WalkAll(nested);
    }

    /// <param name="method">A method.</param>
    /// <param name="arguments">Which of its arguments are hash codes, one bit for each, <c>this</c> included.</param>
    /// <returns>Whether the method returns a hash code.</returns>
    private bool Walk(MethodBase method, ulong arguments)
    {
        if (_returnsHash.TryGetValue((method.MetadataToken, arguments), out var known))
            return known;
        _returnsHash.Add((method.MetadataToken, arguments), false); // the answer for a recursive call
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            return false;
        var walk = new Frame(arguments);
        var instruction = new InstructionReader(il);
        while (instruction.Read())
            Step(walk, method, instruction.OpCode, il, instruction.OperandOffset);

        return _returnsHash[(method.MetadataToken, arguments)] = walk.ReturnsHash;
    }

    private void Step(Frame frame, MethodBase method, OpCode opcode, byte[] il, int at)
    {
        switch (opcode.OperandType)
        {
            case OperandType.InlineMethod when opcode != OpCodes.Ldftn && opcode != OpCodes.Ldvirtftn && opcode != OpCodes.Jmp:
                Call(frame, Resolve(method, il, at) as MethodBase, opcode == OpCodes.Newobj);
                return;
            case OperandType.InlineField:
                Field(frame, Resolve(method, il, at) as FieldInfo, opcode);
                return;
        }

        if (opcode == OpCodes.Constrained)
            frame.Constrained = Resolve(method, il, at) as Type;
        else if (Instructions.Local(opcode, il, at) is { } local)
            frame.Local(local.Index, local.IsStore);
        else if (Instructions.Argument(opcode, il, at) is { } argument)
            frame.Push(new Value(argument < 64 && (frame.Arguments >> argument & 1) != 0));
        else if (opcode == OpCodes.Dup)
            frame.Push(frame.Peek());
        else if (opcode == OpCodes.Ret)
            frame.Return();
        else if (opcode.Name!.StartsWith("stelem", StringComparison.Ordinal))
            Element(frame.Pop(), frame.Pop(), frame.Pop());
        else if (opcode == OpCodes.Ldelema)
            Element(default, frame.Pop(), frame.Pop(), frame);
        else if (opcode.FlowControl is FlowControl.Branch or FlowControl.Throw)
            frame.Clear();
        else
            frame.Other(opcode);
    }

    private void Element(Value value, Value index, Value array, Frame? loadsInto = null)
    {
        if ((value.IsHash || index.IsHash) && array.ArrayOf is { } field)
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
            frame.Push(new Value(false, field is { IsStatic: false, FieldType.IsArray: true } ? field : null));
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

        var isInstance = !called.IsStatic;
        var arguments = 0UL;
        var hasHash = false;
        for (var i = called.GetParameters().Length - 1; i >= 0; i--)
        {
            var isHash = frame.Pop().IsHash;
            hasHash |= isHash;
            if (isHash && i < 63)
                arguments |= 1UL << (isInstance ? i + 1 : i);
        }

        if (isInstance && !isNew)
            hasHash |= frame.Pop().IsHash;
        // A constructor returns an object, and of those only an int? is a number.
        var returned = isNew ? called.DeclaringType : (called as MethodInfo)?.ReturnType;
        var isOwn = called.Module == _class.Module && Outermost(called.DeclaringType) == _class;
        var returnsHash = isOwn && Walk(called, arguments);
        var receiver = frame.Constrained ?? called.DeclaringType;
        frame.Constrained = null;
        if (isNew || returned != typeof(void))
            frame.Push(new Value(returned is not null && HashPlace.IsNumber(returned) && (returnsHash || IsHashFunction(called, receiver) || (!isOwn && hasHash))));
    }

    /// <summary>The outermost class around a type, without type arguments.</summary>
    internal static Type? Outermost(Type? type)
    {
        while (type?.DeclaringType is { } outer)
            type = outer;
        return type is { IsConstructedGenericType: true } ? type.GetGenericTypeDefinition() : type;
    }

    private static bool IsHashFunction(MethodBase method, Type? receiver) =>
        receiver is not null
        && ((method.Name == nameof(GetHashCode) && !IsSameInEveryProcess(receiver)) || (receiver == typeof(HashCode) && method.Name is nameof(HashCode.Combine) or nameof(HashCode.ToHashCode)));

    /// <summary>Hash codes of plain values are the same in every process.</summary>
    private static bool IsSameInEveryProcess(Type type) =>
        type.IsPrimitive || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(Guid);

    private static MemberInfo? Resolve(MethodBase method, byte[] il, int at)
    {
        try
        {
            var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
            return method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or MissingMemberException or IOException or BadImageFormatException)
        {
            // The library refers to something that is missing; code that used it would fail too.
            return null;
        }
    }

    /// <summary>A value on the stack: whether it is a hash code, and the field it was loaded from if it is an array.</summary>
    private readonly record struct Value(bool IsHash, FieldInfo? ArrayOf = null);

    /// <summary>One method's stack and locals.</summary>
    private sealed class Frame(ulong arguments)
    {
        private readonly Stack<Value> _stack = [];
        private readonly Dictionary<int, Value> _locals = [];

        public ulong Arguments => arguments;

        public bool ReturnsHash { get; private set; }

        /// <summary>The type of the next call's receiver, from a <c>constrained.</c> prefix.</summary>
        public Type? Constrained { get; set; }

        public void Push(Value value) => _stack.Push(value);

        public Value Pop() => _stack.TryPop(out var value) ? value : default;

        public Value Peek() => _stack.TryPeek(out var value) ? value : default;

        public void Clear() => _stack.Clear();

        public void Return()
        {
            ReturnsHash |= Pop().IsHash;
            Clear();
        }

        public void Local(int index, bool isStore)
        {
            if (!isStore)
                Push(_locals.GetValueOrDefault(index));
            else if (Pop() is var value && (value.IsHash || value.ArrayOf is not null || !_locals.GetValueOrDefault(index).IsHash))
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
