// Operators and conversions are functions like others.
// #!mprun -f Money.* (string)(new Money(3) + 4 - new Money(1))
class Money
{
    private readonly int _amount;

    public Money(int amount)                                                                      //= 5x 0 B
    {
        _amount = amount;                                                                         //= 5x 0 B
    }                                                                                             //= 5x 0 B

    public static Money operator +(Money left, Money right)
    {
        var coins = new byte[left._amount + right._amount];                                       //= 1x 32 B
        return new Money(coins.Length);                                                           //= 1x 24 B
    }

    public static Money operator -(Money left, Money right) => new(left._amount - right._amount); //= 1x 24 B

    public static implicit operator Money(int amount) => new(amount);                             //= 1x 24 B

    public static explicit operator string(Money money)
    {
        var digits = new string('€', money._amount);                                              //= 1x 40 B
        return digits + "!";                                                                      //= 1x 40 B
    }
}
// outside of the functions: 48 B
// with probes only: 24 B
