// A foreach shows its collection once, each step, and its body.
// #!mprun -f Walk Walk(new List<int> { 1, 2 })
int Walk(List<int> list)
{
    var sum = 0;                                                                               //= 1x 0 B
    foreach (var number in new[] { 1, 2, 3 })                                                  //= 4x 0 B
        sum += number;                                                                         //= 3x 0 B
    foreach (var number in list)                                                               //= 3x 0 B
        sum += number;                                                                         //= 2x 0 B
    foreach (var character in "abcd")                                                          //= 5x 0 B
        sum += character;                                                                      //= 4x 0 B
    foreach (var number in (IEnumerable<int>)list)                                             //= 3x 40 B
        sum += number;                                                                         //= 2x 0 B
    foreach (var (key, value) in new Dictionary<int, int> { [1] = 2, [3] = 4 })                //= 3x 192 B
        sum += key + value;                                                                    //= 2x 0 B
    foreach (ref var number in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)) //= 3x 0 B
        number++;                                                                              //= 2x 0 B
    foreach (var number in Three())                                                            //= 4x 128 B
        sum += number.Length;                                                                  //= 3x 0 B
    foreach (var number in new int[2, 2])                                                      //= 6x 56 B
        sum += number;                                                                         //= 4x 0 B
    return sum;                                                                                //= 1x 0 B
}

IEnumerable<byte[]> Three()
{
    yield return new byte[1];
    yield return new byte[2];
    yield return new byte[3];
}
// outside of the functions: 72 B
