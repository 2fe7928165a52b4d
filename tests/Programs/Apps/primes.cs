#:property AllowUnsafeBlocks=true
#:property LangVersion=preview

var limit = args is [var first, ..] ? int.Parse(first) : 100;
Console.WriteLine($"{Primes.Below(limit).Length} primes below {limit}; the digits of 90125 add up to {Primes.DigitSum(90125)}");

// ---

static unsafe class Primes
{
    public static int[] Below(int limit)
    {
        var sieve = new bool[limit];
        fixed (bool* composite = sieve)
        {
            for (var i = 2; i * i < limit; i++)
            {
                if (composite[i])
                    continue;
                for (var j = i * i; j < limit; j += i)
                    composite[j] = true;
            }
        }

        var primes = new List<int>();
        for (var i = 2; i < limit; i++)
            if (!sieve[i])
                primes.Add(i);
        return [.. primes];
    }

    public static int DigitSum(int number)
    {
        Span<char> digits = stackalloc char[11];
        number.TryFormat(digits, out var written);
        var sum = 0;
        foreach (var digit in digits[..written])
            sum += digit - '0';
        return sum;
    }
}
