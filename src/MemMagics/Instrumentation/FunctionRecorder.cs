namespace MemMagics.Instrumentation;

/// <summary>What a woven program needs to record when its functions run.</summary>
/// <param name="Assembly">Path of the assembly with <see cref="Wire.Metering.FunctionProbe"/>.</param>
/// <param name="File">The file that it records in (<see cref="Wire.Metering.FunctionRecording"/>).</param>
/// <param name="BaseDirectory">The folder that the program is to take for its own, with a separator at its end.</param>
internal sealed record FunctionRecorder(string Assembly, string File, string BaseDirectory);
