// Several statements on one line add up, and count as often as the most frequent of them.
// #!mprun -f Dense Dense(3)
object Dense(int n)
{
    var all = new byte[n][]; for (var i = 0; i < n; i++) all[i] = new byte[i]; return all; //= 4x 136 B
}
