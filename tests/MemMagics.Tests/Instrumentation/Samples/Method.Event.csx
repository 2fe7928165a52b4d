// An event's accessors are functions.
// #!mprun -f Button.Clicked Use(new Button())
class Button
{
    private List<Action> _handlers = new(4);

    public event Action Clicked
    {
        add
        {
            var log = new byte[10];                                                     //= 1x 40 B
            _handlers.Add(value);                                                       //= 1x 0 B
            GC.KeepAlive(log);                                                          //= 1x 0 B
        }                                                                               //= 1x 0 B

        remove
        {
            _handlers = new List<Action>(_handlers.Where(handler => handler != value)); //= 1x 192 B
        }                                                                               //= 1x 0 B
    }
}

Button Use(Button button)
{
    Action handler = () => GC.KeepAlive(button);
    button.Clicked += handler;
    button.Clicked -= handler;
    return button;
}
// outside of the functions: 200 B
