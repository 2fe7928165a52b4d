// Without a name the cell's own code is profiled.
// #!mprun
var all = new List<byte[]>(4);  //= 1x 88 B
for (var i = 0; i < 3; i++)     //= 4x 0 B
{
    all.Add(new byte[i * 100]); //= 3x 376 B
}

// a comment
if (all.Count > 5)              //= 1x 0 B
    all.Clear();
all                             //= 1x 0 B
