// A static event keeps its subscribers, whoever forgot to leave it: a page with its array and a delegate each.
// The runtime does not report the copies that an event's list of two or more makes of a delegate.
// #!memit Open(50)
// missing: 64 B x 49
static class Clock { public static event Action Tick; }
class Page
{
    public byte[] Picture;
    public void Draw() { }
}
void Open(int n)
{
    for (var i = 0; i < n; i++)
    {
        var page = new Page();          //= 50x Page 1,200 B (1,200 B alive)
        page.Picture = new byte[5000];  //= 50x byte[] 251,200 B (251,200 B alive)
        Clock.Tick += page.Draw;        //= ...
    }
}
