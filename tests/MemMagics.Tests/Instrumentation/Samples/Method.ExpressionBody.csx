// An expression over several lines is one to the compiler: all of it shows on its first line.
// #!mprun -f Join Join(3)
object Join(int n) =>
    (new byte[n], //= 1x 136 B
     Text(n),
     n > 2
         ? new string('x', n)
         : "");

string Text(int n) => new('t', n);
