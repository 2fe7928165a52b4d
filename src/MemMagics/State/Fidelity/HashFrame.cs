using System.Reflection.Emit;

namespace MemMagics.State.Fidelity;

/// <summary>One method's stack and locals.</summary>
internal sealed class HashFrame(ulong arguments)
{
    private readonly Stack<HashValue> _stack = [];
    private readonly Dictionary<int, HashValue> _locals = [];
    private HashValue _duplicated;

    public ulong Arguments => arguments;

    public bool ReturnsHash { get; private set; }

    /// <summary>The type of the next call's receiver, from a <c>constrained.</c> prefix.</summary>
    public Type? Constrained { get; set; }

    /// <summary>Whether a hash code that is another in the worker went into a <see cref="HashCode"/>.</summary>
    public bool Combines { get; set; }

    public void Push(HashValue value) => _stack.Push(value);

    public HashValue Pop() => _stack.TryPop(out var value) ? value : default;

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
        Push(new HashValue(false, null, _duplicated.Type));
    }

    public void Return()
    {
        ReturnsHash |= Pop().HasHash;
        Clear();
    }

    public void Local(int index, bool isStore)
    {
        if (!isStore)
            Push(_locals.GetValueOrDefault(index));
        else if (Pop() is var value && (value.HasHash || value.From is not null || !_locals.GetValueOrDefault(index).HasHash))
            _locals[index] = value;
    }

    /// <param name="opcode">An instruction that is followed no further.</param>
    /// <param name="content">What is known of the content of what it makes.</param>
    public void Other(OpCode opcode, HashContent? content = null)
    {
        var isHash = false;
        for (var pops = Instructions.Pops(opcode); pops > 0; pops--)
            isHash |= Pop().IsHash;
        for (var pushes = Instructions.Pushes(opcode); pushes > 0; pushes--)
            Push(new HashValue(isHash && Instructions.IsArithmetic(opcode)) { Content = content });
    }
}
