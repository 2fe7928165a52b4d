// A reader's lines: 22 + 2 * 10 bytes, rounded up to 8. The reader itself has two references and two ints.
// #!memit Read()
var text = string.Join('\n', Enumerable.Repeat("0123456789", 100));
int Read()
{
    var sum = 0;
    var reader = new StringReader(text);             //= ...
    while (reader.ReadLine() is { } line)            //= 100x string 4,800 B
        sum += line.Length;
    return sum;
}
