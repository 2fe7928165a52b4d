using System.Runtime.CompilerServices;
using MemMagics.Compilation;
using MemMagics.State.Code;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>What captures of one session share: how types travel, and what the code of its submissions uses.</summary>
internal sealed class CaptureCache
{
    private readonly ConditionalWeakTable<EmittedSubmission, CodeImage> _images = [];

    public TypePlans Plans { get; } = new();

    public CodeImage ImageOf(EmittedSubmission submission) => _images.GetValue(submission, CodeImage.Read);
}
