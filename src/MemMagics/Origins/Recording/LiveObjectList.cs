namespace MemMagics.Origins.Recording;

/// <summary>A list of objects in pieces that are used again, so that millions of them take no more memory than they need.</summary>
/// <param name="unused">Pieces that no list uses.</param>
internal sealed class LiveObjectList(Stack<LiveObject[]> unused)
{
    private const int PieceBits = 12; // 64 KiB: below the size of large objects, which the garbage collector frees late
    private const int PieceSize = 1 << PieceBits;

    private readonly List<LiveObject[]> _pieces = [];

    public int Count { get; private set; }

    public IEnumerable<LiveObject> All => Enumerable.Range(0, Count).Select(index => this[index]);

    public LiveObject this[int index]
    {
        get => _pieces[index >> PieceBits][index & (PieceSize - 1)];
        set => _pieces[index >> PieceBits][index & (PieceSize - 1)] = value;
    }

    public void Add(LiveObject added)
    {
        if (Count == _pieces.Count << PieceBits)
            _pieces.Add(unused.TryPop(out var piece) ? piece : new LiveObject[PieceSize]);

        this[Count++] = added;
    }

    /// <summary>Removes all but the first objects.</summary>
    public void Shorten(int count)
    {
        Count = count;
        for (var needed = (count + PieceSize - 1) >> PieceBits; _pieces.Count > needed; _pieces.RemoveAt(_pieces.Count - 1))
            unused.Push(_pieces[^1]);
    }
}
