// A queue of references: capacities of 4, 8, 16, 32, 64 and 128.
// #!memit Fill(100)
Queue<string> Fill(int n)
{
    var queue = new Queue<string>();    //= 1x Queue<string> 40 B (40 B alive)
    for (var i = 0; i < n; i++)
        queue.Enqueue("text");          //= 6x string[] 2,160 B (1,048 B alive)
    return queue;
}
