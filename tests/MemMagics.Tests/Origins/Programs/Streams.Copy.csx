// A stream of memory that grows to 1000 bytes at once.
// #!memit Copy()
var source = new MemoryStream(new byte[1000]);
long Copy()
{
    source.Position = 0;
    using var target = new MemoryStream(); //= 1x MemoryStream 64 B
    source.CopyTo(target);                 //= 1x byte[] 1,024 B
    return target.Length;
}
