// Spans over the stack and over text need no object.
// #!memit Parse(100)
int Parse(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += Digits(i);
    return sum;
}
[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
int Digits(int i)
{
    Span<char> digits = stackalloc char[16];
    i.TryFormat(digits, out var written);
    return int.Parse("12,345".AsSpan()[..2]) + digits[..written].Length;
}
