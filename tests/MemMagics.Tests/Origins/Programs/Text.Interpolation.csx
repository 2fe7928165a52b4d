// An interpolated string is one object: "number 10 of 99" has 15 characters.
// #!memit Lines(90)
int Lines(int n)
{
    var sum = 0;
    for (var i = 10; i < 10 + n; i++)
        sum += $"number {i} of 99".Length; //= 90x string 5,040 B
    return sum;
}
