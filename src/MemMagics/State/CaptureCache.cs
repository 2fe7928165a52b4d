using System.Runtime.CompilerServices;
using MemMagics.Compilation;
using MemMagics.State.Code;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>What the captures of one session share: how types travel, and what the submissions' code uses.</summary>
internal sealed class CaptureCache
{
    private readonly ConditionalWeakTable<EmittedSubmission, CodeImage> _images = [];

    public TypePlans Plans { get; } = new();

    public CodeImage ImageOf(EmittedSubmission submission) => _images.GetValue(submission, CodeImage.Read);
}
