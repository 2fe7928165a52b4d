// A hundred tasks of the pool, each with an array.
// #!memit Run(100)
// missing: 1,024 B x 16
class Kept { public static object Last; }
byte[] Make() =>
    new byte[1000];                                          //= 100x byte[] 102,400 B (102,400 B alive)
Task<byte[]>[] Run(int n)
{
    var tasks = new Task<byte[]>[n];                         //= 1x Task<byte[]>[] 824 B (824 B alive)
    for (var i = 0; i < n; i++)
        tasks[i] = Task.Run(() => Make());                   //= ...
    Task.WaitAll(tasks);                                     //= ...
    return tasks;
}
// elsewhere: ...
