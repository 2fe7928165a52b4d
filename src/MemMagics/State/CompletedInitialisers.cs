using MemMagics.Compilation;
using MemMagics.State.Code;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>
/// Static initialisers that have run in the notebook must not run again in the worker: what they did outside of the
/// process would be done twice, and what they set comes from the snapshot. In the worker's image they return at once.
/// </summary>
internal static class CompletedInitialisers
{
    private const byte Return = 0x2A;

    public static EmittedSubmission Remove(EmittedSubmission submission, CodeImage code, LiveTypes live)
    {
        byte[]? image = null;
        foreach (var type in code.Types.Values)
        {
            // A generic type has one initialiser for all constructions, of which some may have run: it runs, and its fields are set after it.
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
