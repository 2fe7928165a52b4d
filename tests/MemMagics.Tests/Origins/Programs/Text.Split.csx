// Ten words of five characters and their array.
// #!memit Words()
var text = string.Join(',', Enumerable.Repeat("words", 10));
string[] Words() =>
    text.Split(','); //= 10x string 320 B (320 B alive); 1x string[] 104 B (104 B alive)
