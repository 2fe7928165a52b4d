// string.Format boxes its numbers; "10 and 20" has 9 characters: header, type, length, 2 * (9 + 1) bytes, rounded up to 8.
// #!memit Format(100)
int Format(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += string.Format("{0} and {1}", 10, 20).Length; //= 200x int 4,800 B; 100x string 4,000 B
    return sum;
}
