// A recursive local function inside a function is charged once.
// #!mprun -f Build Build(3)
object Build(int depth)
{
    return Node(depth);                                  //= 1x 0 B

    object Node(int left)
    {
        if (left == 0)                                   //= 15x 0 B
            return new byte[100];                        //= 8x 0 B
        return new[] { Node(left - 1), Node(left - 1) }; //= 7x 1,304 B
    }
}
