// A property is its getter and its setter.
// #!mprun -f Cache.Text Use()
class Cache
{
    private string _text = "";

    public string Text
    {
        get
        {
            if (_text.Length == 0)           //= 2x 0 B
                _text = new string('t', 10); //= 1x 48 B
            return _text;                    //= 2x 0 B
        }

        set
        {
            _text = value + value;           //= 1x 32 B
        }                                    //= 1x 0 B
    }
}

int Use()
{
    var cache = new Cache();
    var length = cache.Text.Length;
    cache.Text = "ab";
    return length + cache.Text.Length;
}
// outside of the functions: 24 B
