// One node in ten is kept, by the next that is: header, type, a reference and a long.
// #!memit Nodes(100_000)
class Node { public Node Next; public long Value; }
Node Nodes(int n)
{
    Node head = null;
    for (var i = 0; i < n; i++)
    {
        var node = new Node { Value = i }; //= 100000x Node 3,200,000 B (320,000 B alive)
        if (i % 10 == 0)
        {
            node.Next = head;
            head = node;
        }
    }
    return head;
}
