namespace MemMagics.Magics;

/// <summary>The parts of a magic's line.</summary>
internal enum MagicPart
{
    Name,
    Option,
    Value,
    Code,
}
