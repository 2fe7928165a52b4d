using MemMagics.Compilation;
using MemMagics.State.Code;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>
/// Static initialisers that have run in the notebook must not run again in the worker: their side effects outside of the
/// process would happen twice, and the values that they set come from the snapshot. In the worker's image they return at once.
/// </summary>
internal static class CompletedInitialisers
{
    private const byte Return = 0x2A;

    public static EmittedSubmission Remove(EmittedSubmission submission, CodeImage code, LiveTypes live)
    {
        byte[]? image = null;
        foreach (var type in code.Types.Values)
        {
            // The constructions of a generic type share one initialiser, which may have run for only some of them: it stays, and the fields are set after it.
            if (type is not { Initialiser: { Body: > 0 } initialiser, IsCompilerCache: false }
                || live.Find(type.Key) is not { IsGenericTypeDefinition: false } known || !TypeInitialisation.HasRun(known))
            {
                continue;
            }

            image ??= (byte[])submission.Image.Clone();
            image[initialiser.Body] = Return;
        }

        return image is null ? submission : submission with { Image = image };
    }
}
