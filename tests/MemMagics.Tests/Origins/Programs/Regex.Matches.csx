// A match's text is made when it is asked for: three digits.
// #!memit Find(100)
using System.Text.RegularExpressions;
var text = string.Join(' ', Enumerable.Range(100, 100));
int Find(int n)
{
    var sum = 0;
    foreach (Match match in Regex.Matches(text, "[0-9]+")) //= ...
        sum += match.Value.Length;                         //= 100x string 3,200 B
    return sum;
}
