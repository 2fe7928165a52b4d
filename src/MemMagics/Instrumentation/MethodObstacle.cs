using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>Reasons why a method cannot be woven.</summary>
internal static class MethodObstacle
{
    /// <summary>Why a method cannot be woven, as a clause to follow "because"; <see langword="null"/> when it can.</summary>
    public static string? Of(MethodDefinition method)
    {
        if (!method.HasBody)
            return "it has no IL";

        try
        {
            return method.Body.Instructions.Any(instruction => instruction.OpCode.Code == Code.Jmp)
                ? "it jumps into another method (jmp), which nothing can be put around"
                : null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or IndexOutOfRangeException or NullReferenceException or BadImageFormatException or KeyNotFoundException)
        {
            return "its IL cannot be read";
        }
    }
}
