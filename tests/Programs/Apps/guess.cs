var tries = 0;
while (true)
{
    Console.Write("Your guess: ");
    if (Console.ReadLine() is not { } line)
    {
        Console.WriteLine("no more guesses");
        return 3;
    }

    tries++;
    if (int.TryParse(line, out var guess) && guess == 42)
        break;
    Console.WriteLine(Hint(line));
}

Console.WriteLine($"right, after {tries}");
return 0;

// ---

static string Hint(string line) => string.Concat(line, " is ", int.TryParse(line, out var guess) ? guess < 42 ? "too low" : "too high" : "no number");
