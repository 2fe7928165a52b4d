// A struct as a key without Equals of its own: its hash code boxes it once, its comparison boxes both keys; header, type, two ints.
// #!memit Look(1000)
struct Key { public int X; public int Y; }
var table = new Dictionary<Key, int> { [new Key { X = 1 }] = 5 };
int Look(int n)
{
    var sum = 0;
    var key = new Key { X = 1 };
    for (var i = 0; i < n; i++)
        sum += table[key]; //= 3000x Key 72,000 B
    return sum;
}
