namespace MemMagics.Magics;

/// <summary>What a magic asks its host to do.</summary>
public abstract record MagicCommand;
