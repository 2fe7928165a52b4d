/// <summary>Asks as the notebook did: a password is not seen while it is typed, and what no terminal shows is shown here.</summary>
static class NotebookInput
{
    public static string input(string prompt = "") => Answer(prompt, isPassword: false);

    public static string password(string prompt = "Password: ") => Answer(prompt, isPassword: true);

    private static string Answer(string prompt, bool isPassword)
    {
        Console.Write(prompt);
        var answer = (isPassword && !Console.IsInputRedirected ? Unseen() : Console.ReadLine())
            ?? throw new InvalidOperationException("The input has ended, and the question was not answered.");
        if (Console.IsInputRedirected && prompt.Length > 0)
            Console.WriteLine(isPassword ? "" : answer);
        return answer;
    }

    private static string Unseen()
    {
        var typed = "";
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            typed = key.Key == ConsoleKey.Backspace ? typed[..Math.Max(0, typed.Length - 1)] : key.KeyChar == '\0' ? typed : typed + key.KeyChar;
        Console.WriteLine();
        return typed;
    }
}
