namespace MemMagics.Instrumentation;

/// <summary>What a woven program needs to record when its functions run.</summary>
/// <param name="Assemblies">Paths of the assembly with <see cref="Wire.Metering.FunctionProbe"/> and, before it, of those that it needs.</param>
/// <param name="File">The file that it records in (<see cref="Wire.Metering.FunctionRecording"/>).</param>
/// <param name="BaseDirectory">The folder that the program is to take for its own, with a separator at its end.</param>
internal sealed record FunctionRecorder(IReadOnlyList<string> Assemblies, string File, string BaseDirectory);
