// What is on the stack is not allocated; what is copied from it is.
// #!mprun -f Digits Digits(12345)
string Digits(int n)
{
    Span<char> digits = stackalloc char[10];              //= 1x 0 B
    var length = 0;                                       //= 1x 0 B
    do
    {
        digits[length++] = (char)('0' + n % 10);          //= 5x 0 B
        n /= 10;                                          //= 5x 0 B
    }
    while (n > 0);                                        //= 5x 0 B
    Span<int> literal = stackalloc[] { 1, 2, 3 };         //= 1x 0 B
    digits[..length].Reverse();                           //= 1x 0 B
    return new string(digits[..length]) + literal.Length; //= 1x 72 B
}
