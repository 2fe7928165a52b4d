using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using MemMagics.State.Code;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Tells whose hash codes are the same in the worker, which has the notebook's seeds, and in which objects have the identity hash codes that they have in
/// the notebook. They are those of the framework's values, and those that a <c>GetHashCode</c> of the notebook or a library computes from such values alone. The
/// runtime's own for structs that have none, those of types, methods and delegates, and whatever is not understood, are not among them.
/// </summary>
internal sealed class PortableHashes
{
    /// <summary>Where the worker has the notebook's seeds.</summary>
    public static readonly PortableHashes WithSeeds = new(sameSeeds: true);

    /// <summary>Where it has others: only what depends on no seed.</summary>
    public static readonly PortableHashes Apart = new(sameSeeds: false);

    private static readonly HashSet<Type> s_plain = [typeof(decimal), typeof(DateTime), typeof(TimeSpan), typeof(Guid)];

    private static readonly HashSet<Type> s_values =
    [
        typeof(string), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Complex),
        typeof(Version), typeof(Uri), typeof(Index), typeof(Range), typeof(System.Text.Rune), typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane),
        typeof(System.Drawing.Color), typeof(System.Drawing.Point), typeof(System.Drawing.PointF), typeof(System.Drawing.Size), typeof(System.Drawing.Rectangle),
        typeof(System.Net.IPAddress), typeof(System.Xml.Linq.XName), typeof(ValueTuple),
    ];

    // What a hash function may call of the framework besides hash functions: it computes from its arguments, or reads a collection.
    private static readonly HashSet<Type> s_harmless =
    [
        typeof(object), typeof(string), typeof(Math), typeof(MathF), typeof(BitConverter), typeof(BitOperations), typeof(Convert), typeof(HashCode), typeof(Array), typeof(Nullable<>),
        typeof(StringComparer), typeof(IDisposable), typeof(IEnumerator), typeof(EqualityComparer<>), typeof(KeyValuePair<,>), typeof(Span<>), typeof(ReadOnlySpan<>), typeof(MemoryExtensions),
    ];

    private readonly ConditionalWeakTable<Type, StrongBox<bool>> _exact = [];
    private readonly Dictionary<Type, bool> _open = [];
    private readonly Lock _gate = new();
    private readonly ConditionalWeakTable<Type, StrongBox<bool>> _copied = [];
    private readonly ConditionalWeakTable<Type, IReadOnlySet<FieldInfo>> _keeping = [];

    private readonly ConditionalWeakTable<Type, IReadOnlySet<FieldInfo>> _variables = [];
    private readonly ConditionalWeakTable<Type, object> _singletons = [];

    private PortableHashes(bool sameSeeds) => SameSeeds = sameSeeds;

    public bool SameSeeds { get; }

    /// <summary>The fields in which a class keeps hash codes that are others in the worker; found once for each class.</summary>
    public IReadOnlySet<FieldInfo> KeptBy(Type type, Func<Type, IReadOnlySet<FieldInfo>> find) => _keeping.GetValue(type, new(find));

    /// <summary>The variables and static fields in which the code of a cell surely keeps such hash codes; found once for each cell.</summary>
    public IReadOnlySet<FieldInfo> KeptByVariables(Type submission) => _variables.GetValue(submission, static cell => HashFlow.VariablesOf(cell));

    /// <summary>Whether those of all values of a declared type are the same. Of a class that can be extended, its own function counts.</summary>
    public bool OfAny(Type declared) => !declared.IsInterface && !declared.IsAbstract && !declared.IsGenericParameter && declared != typeof(object) && OfExactly(declared);

    /// <summary>Whether those of objects of exactly this type are the same.</summary>
    public bool OfExactly(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || s_plain.Contains(type))
            return true;
        if (!SameSeeds || type.IsPointer || type.IsByRef || type.IsGenericParameter)
            return false;
        if (type.IsArray || s_values.Contains(type))
            return true;
        if (_exact.TryGetValue(type, out var known))
            return known.Value;
        lock (_gate)
            return _open.TryGetValue(type, out var assumed) ? assumed : ExamineFirst(type);
    }

    /// <summary>Whether the identity hash code of an object of this type is the same: the worker has no object of its own in its place.</summary>
    public bool OfIdentity(Type type) => SameSeeds && (type == typeof(string) || type.IsArray || _copied.GetValue(type, IsCopied).Value);

    /// <summary>
    /// Whether it is a class of a library whose objects hash by identity, of which a static field holds one: the worker gives its own the hash code of the notebook's.
    /// </summary>
    public bool OfSingleton(Type declared)
    {
        var isOne = SameSeeds && declared.IsClass && !TravelPolicy.IsFramework(declared) && Singletons.Of(declared).Count > 0
            && declared.GetMethod(nameof(GetHashCode), Type.EmptyTypes)?.DeclaringType == typeof(object) && TravelPolicy.Decide(declared).Travel == Travel.Fields;
        if (isOne)
            _singletons.GetOrCreateValue(declared);
        return isOne;
    }

    /// <summary>Whether objects of the type must have the notebook's hash code, because something that travels keeps it.</summary>
    public bool IsKept(Type singleton) => _singletons.TryGetValue(singleton, out _);

    /// <summary>While a type is examined, a value of the same type inside it is taken to be the same. If that was wrong, so may be what was concluded from it.</summary>
    private bool ExamineFirst(Type type)
    {
        var isOutermost = _open.Count == 0;
        _open[type] = true;
        var answer = _open[type] = CanBeExamined(type);
        if (!isOutermost)
            return answer;
        foreach (var (examined, same) in _open.Where(examined => answer || !examined.Value))
            _exact.AddOrUpdate(examined, new StrongBox<bool>(same));
        _open.Clear();
        return answer;
    }

    /// <summary>Whether a comparer computes the same for keys of a type.</summary>
    public bool By(object comparer, Type key) =>
        SameSeeds && !TravelPolicy.IsFramework(comparer.GetType()) && typeof(IEqualityComparer<>).MakeGenericType(key) is { } contract && contract.IsInstanceOfType(comparer)
        && TargetOf(comparer.GetType(), contract) is { } function && new Walk(this, comparer.GetType()).Understands(function);

    private bool CanBeExamined(Type type)
    {
        try
        {
            return Examine(type);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException or TypeLoadException)
        {
            // A library that this one refers to is missing, or has a version without what is asked for.
            return false;
        }
    }

    private bool Examine(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return OfAny(underlying);
        if (type.IsConstructedGenericType && StructHashes.IsTuple(type))
            return Array.TrueForAll(type.GetGenericArguments(), OfAny);
        if (type.GetMethod(nameof(GetHashCode), Type.EmptyTypes) is not { } function)
            return false;
        return function.DeclaringType == typeof(object) ? OfIdentity(type) : !TravelPolicy.IsFramework(function.DeclaringType!) && new Walk(this, type).Understands(function);
    }

    private static StrongBox<bool> IsCopied(Type type) => new(TravelPolicy.Decide(type).Travel == Travel.Fields && Singletons.Of(type).Count == 0);

    private static MethodInfo? TargetOf(Type type, Type contract)
    {
        var map = type.GetInterfaceMap(contract);
        return Array.Find(map.TargetMethods, static method => method.Name.EndsWith(nameof(GetHashCode), StringComparison.Ordinal));
    }

    /// <summary>Reads a hash function and what it calls. It understands less than there is: then the answer is no.</summary>
    private sealed class Walk(PortableHashes hashes, Type exact)
    {
        private readonly HashSet<MethodBase> _walked = [];

        public bool Understands(MethodBase method)
        {
            if (!_walked.Add(method))
                return true;
            if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
                return false;
            var types = new InstructionTypes(method, body, il);

            var instruction = new InstructionReader(il);
            var (last, duplicated, afterJump, constrained) = (default(Operand), default(Type), false, default(Type));
            while (instruction.Read())
            {
                var (opcode, at) = (instruction.OpCode, instruction.OperandOffset);
                if (opcode == OpCodes.Constrained)
                {
                    constrained = types.Resolve(at) as Type;
                    continue;
                }

                if (opcode == OpCodes.Dup)
                    duplicated = last.Type;
                // After a jump the stack has what was duplicated before the test for null.
                var receiver = constrained is not null ? new Operand(constrained, last.IsThis) : afterJump ? new Operand(duplicated, false) : last;
                if (!IsUnderstood(types, opcode, il, at, receiver))
                    return false;
                if (opcode != OpCodes.Dup)
                    last = new Operand(types.Of(opcode, at), Instructions.Argument(opcode, il, at) == 0 && !method.IsStatic);
                (constrained, afterJump) = (null, opcode.FlowControl == FlowControl.Branch);
            }

            return true;
        }

        private bool IsUnderstood(InstructionTypes types, OpCode opcode, byte[] il, int at, Operand receiver) => opcode.OperandType switch
        {
            OperandType.InlineSig or OperandType.InlineTok => false,
            OperandType.InlineMethod => (opcode == OpCodes.Call || opcode == OpCodes.Callvirt || opcode == OpCodes.Newobj)
                && types.Resolve(at) is MethodBase called && Understands(called, opcode, receiver),
            OperandType.InlineField => opcode != OpCodes.Stsfld && types.Resolve(at) is FieldInfo field && (!field.IsStatic || IsConstant(field)) && !IsIdentifier(field.FieldType),
            _ => Instructions.Argument(opcode, il, at) is null || !IsIdentifier(types.Of(opcode, at)),
        };

        private bool Understands(MethodBase called, OpCode opcode, Operand receiver)
        {
            var declaring = called.DeclaringType!;
            var parameters = called.GetParameters();
            if (called.Name == nameof(GetHashCode) && !called.IsStatic && parameters.Length == 0)
                return opcode == OpCodes.Call && !declaring.IsValueType && declaring.IsAssignableFrom(exact) ? OfBase(called) : IsOwnType(receiver) || OfReceiver(declaring, receiver);
            if (called.Name == nameof(GetHashCode) && parameters.Length == 1)
                return declaring == typeof(RuntimeHelpers) ? receiver.IsThis && hashes.OfIdentity(exact) : parameters[0].ParameterType == typeof(Type) ? IsOwnType(receiver) : hashes.OfAny(parameters[0].ParameterType);
            if (declaring == typeof(HashCode) && called.IsGenericMethod)
                return Array.TrueForAll(called.GetGenericArguments(), argument => argument == typeof(Type) ? !TravelPolicy.IsFramework(exact) : hashes.OfAny(argument));
            if (declaring == typeof(object) && called.Name == nameof(GetType))
                return receiver.IsThis;
            if (called.Name == "get_EqualityContract")
                return receiver.IsThis;
            if (TravelPolicy.IsFramework(declaring))
                return IsHarmless(declaring.IsConstructedGenericType ? declaring.GetGenericTypeDefinition() : declaring) && !IsIdentifier((called as MethodInfo)?.ReturnType);
            return called.IsVirtual && !called.IsFinal && !declaring.IsSealed && opcode == OpCodes.Callvirt
                ? receiver.IsThis && OverrideOf(called) is { } target && Understands(target)
                : Understands(called);
        }

        private bool OfBase(MethodBase called) =>
            called.DeclaringType == typeof(object) ? hashes.OfIdentity(exact) : !TravelPolicy.IsFramework(called.DeclaringType!) && Understands(called);

        /// <summary>The compiler calls <c>object.GetHashCode</c> whatever the type of the object is.</summary>
        private bool OfReceiver(Type declaring, Operand receiver) => hashes.OfAny(declaring == typeof(object) || declaring == typeof(ValueType) || declaring == typeof(Enum) ? receiver.Type ?? declaring : declaring);

        /// <summary>Whether it is the type of the object itself, which has its identity hash code in the worker, too. (Records hash it.)</summary>
        private bool IsOwnType(Operand receiver) => receiver.Type == typeof(Type) && !TravelPolicy.IsFramework(exact);

        private MethodInfo? OverrideOf(MethodBase called) =>
            called is MethodInfo method && method.DeclaringType!.IsAssignableFrom(exact) && !method.DeclaringType.IsInterface
                ? Array.Find(exact.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), candidate => candidate.GetBaseDefinition() == method.GetBaseDefinition())
                : null;

        private static bool IsConstant(FieldInfo field) => field.IsLiteral || (field.IsInitOnly && (field.FieldType.IsPrimitive || field.FieldType == typeof(string) || TravelPolicy.IsFramework(field.DeclaringType!)));

        /// <summary>Types, methods and code: the worker has its own. Only the type of the hashed object itself is asked for.</summary>
        private static bool IsIdentifier(Type? type) => type is not null && (type.IsAssignableTo(typeof(MemberInfo)) || type.IsAssignableTo(typeof(Delegate)));

        private static bool IsHarmless(Type definition) =>
            definition.IsPrimitive || s_harmless.Contains(definition) || s_plain.Contains(definition) || s_values.Contains(definition)
            || definition.Namespace is "System.Collections.Generic" or "System.Collections.Immutable" || definition.Name.StartsWith("ValueTuple", StringComparison.Ordinal);
    }

    /// <summary>What an instruction has left on the stack.</summary>
    /// <param name="Type">Its declared type; <see langword="null"/> when it is not known.</param>
    /// <param name="IsThis">Whether it is the object that is hashed.</param>
    private readonly record struct Operand(Type? Type, bool IsThis);
}
