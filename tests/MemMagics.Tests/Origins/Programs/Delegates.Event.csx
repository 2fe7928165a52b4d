// A delegate for each handler; the second makes a list of two, with a delegate of its own, a copy that the runtime does not report.
// #!memit Listen()
// missing: 64 B x 1
class Button { public event EventHandler Click; }
class Page { public void Show(object sender, EventArgs e) { } }
Button Listen()
{
    var button = new Button();   //= 1x Button 24 B (24 B alive)
    var page = new Page();       //= 1x Page 24 B (24 B alive)
    button.Click += page.Show;   //= 1x EventHandler 64 B (64 B alive)
    button.Click += page.Show;   //= 2x EventHandler 128 B (128 B alive); 1x object[] 40 B (40 B alive)
    return button;
}
