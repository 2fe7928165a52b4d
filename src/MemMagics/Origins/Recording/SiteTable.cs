using System.Runtime.InteropServices;

namespace MemMagics.Origins.Recording;

/// <summary>Counts of objects, by the function that allocated them (with its call path) and by type.</summary>
internal sealed class SiteTable
{
    private readonly Dictionary<(int Node, long Type), int> _numbers = [];
    private readonly List<Site> _sites = [];

    /// <summary>All sites, by number.</summary>
    public Span<Site> Sites => CollectionsMarshal.AsSpan(_sites);

    /// <summary>The number of a site, which is made when it is new.</summary>
    public int Number(int node, long type)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, (node, type), out var exists);
        if (!exists)
        {
            number = _sites.Count;
            _sites.Add(new Site { Node = node, Type = type });
        }

        return number;
    }

    /// <summary>The objects of a type that were allocated on one call path.</summary>
    public struct Site
    {
        /// <summary>The function: a node of the call tree.</summary>
        public int Node;

        /// <summary>The handle of the type.</summary>
        public long Type;

        /// <summary>How many objects.</summary>
        public long Objects;

        /// <summary>Their bytes.</summary>
        public long Bytes;

        /// <summary>The bytes of those that are alive in the end.</summary>
        public long Alive;
    }
}
