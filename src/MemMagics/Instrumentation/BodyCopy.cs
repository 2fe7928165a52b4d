using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>A copy of a method's body, to restore it when weaving fails half-way.</summary>
internal sealed class BodyCopy
{
    private readonly MethodBody _body;
    private readonly (Instruction Instruction, OpCode OpCode, object? Operand)[] _instructions;
    private readonly (ExceptionHandler Handler, Instruction? HandlerEnd)[] _handlers;
    private readonly int _variables;

    public BodyCopy(MethodBody body)
    {
        _body = body;
        _instructions = [.. body.Instructions.Select(instruction => (instruction, instruction.OpCode, (object?)instruction.Operand))];
        _handlers = [.. body.ExceptionHandlers.Select(handler => (handler, (Instruction?)handler.HandlerEnd))];
        _variables = body.Variables.Count;
    }

    public void Restore()
    {
        _body.Instructions.Clear();
        foreach (var (instruction, opCode, operand) in _instructions)
        {
            instruction.OpCode = opCode;
            instruction.Operand = operand;
            _body.Instructions.Add(instruction);
        }

        _instructions[^1].Instruction.Next = null;
        _body.ExceptionHandlers.Clear();
        foreach (var (handler, end) in _handlers)
        {
            handler.HandlerEnd = end;
            _body.ExceptionHandlers.Add(handler);
        }

        while (_body.Variables.Count > _variables)
            _body.Variables.RemoveAt(_variables);
    }
}
