// Ten thousand activations deep, each byte is counted once.
// #!mprun -f Down Down(10000)
class Node
{
    public Node Next;
}

Node Down(int n)
{
    if (n == 0)              //= 10001x 0 B
        return null;         //= 1x 0 B
    var node = new Node();   //= 10000x 24 B
    node.Next = Down(n - 1); //= 10000x 239,976 B
    return node;             //= 10000x 0 B
}
