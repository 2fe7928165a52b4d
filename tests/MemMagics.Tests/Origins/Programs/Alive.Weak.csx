// A weak reference keeps nothing, and is itself an object of a handle: header and type, and 8 bytes.
// #!memit Hold(100)
WeakReference<byte[]>[] Hold(int n)
{
    var weak = new WeakReference<byte[]>[n];                  //= 1x WeakReference<byte[]>[] 824 B (824 B alive)
    for (var i = 0; i < n; i++)
        weak[i] = new WeakReference<byte[]>(new byte[100]);   //= 100x WeakReference<byte[]> 2,400 B (2,400 B alive); 100x byte[] 12,800 B
    return weak;
}
