// A method on several threads at once: each thread's bytes are on its lines.
// #!mprun -f Fill Run(4)
using System.Threading;

byte[][] Fill(int n)
{
    var all = new byte[n][];    //= 4x 32,096 B
    for (var i = 0; i < n; i++) //= 4004x 0 B
        all[i] = new byte[100]; //= 4000x 512,000 B
    return all;                 //= 4x 0 B
}

object Run(int n)
{
    var results = new object[n];
    var threads = Enumerable.Range(0, n).Select(i => new Thread(() => results[i] = Fill(1000))).ToList();
    threads.ForEach(thread => thread.Start());
    threads.ForEach(thread => thread.Join());
    return results;
}
// outside of the functions: 1,256 B
