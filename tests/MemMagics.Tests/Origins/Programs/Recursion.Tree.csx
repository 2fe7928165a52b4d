// 2^8 - 1 nodes of header, type and two references; recursion shows each once.
// #!memit Grow(8)
class Tree { public Tree Left; public Tree Right; }
Tree Grow(int depth)
{
    if (depth == 0)
        return null;
    var tree = new Tree();      //= 255x Tree 8,160 B (8,160 B alive)
    tree.Left = Grow(depth - 1);
    tree.Right = Grow(depth - 1);
    return tree;
}
