using System.Buffers.Binary;
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
    private const byte NoOperation = 0x00, Return = 0x2A;

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
            Empty(image, initialiser.Body);
        }

        return image is null ? submission : submission with { Image = image };
    }

    /// <summary>
    /// Leaves a method of the same length that only returns. The rest of the old body must not stay behind the return: the compiler scans all of
    /// a body for jumps before it follows any, and operands read as instructions are an invalid program. (ECMA-335, II.25.4, has the headers.)
    /// </summary>
    private static void Empty(byte[] image, int body)
    {
        const int FormatMask = 3, Tiny = 2, SizeShift = 2, FatHeader = 12, FatSize = 8;
        const byte HandlersFollow = 8;

        // A fat header ends with the token of the locals' signature, whose last byte is 0x11 or 0.
        var isTiny = (image[body - 1] & FormatMask) == Tiny;
        var length = isTiny ? image[body - 1] >> SizeShift : BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(body - FatSize));
        if (!isTiny)
            image[body - FatHeader] &= unchecked((byte)~HandlersFollow);
        image.AsSpan(body, length).Fill(NoOperation);
        image[body] = image[body + length - 1] = Return;
    }
}
