namespace MemMagics.Cli.Terminal;

/// <summary>Says what is waited for when that is long enough to wonder. What is over sooner would only flicker.</summary>
internal static class LongWait
{
    private static readonly TimeSpan s_unnoticed = TimeSpan.FromSeconds(1);

    /// <param name="task">What is waited for.</param>
    /// <param name="step">What to call it.</param>
    /// <param name="show">Shows that, and takes it away when given <see langword="null"/>.</param>
    public static async Task ForAsync(Task task, string step, Action<string?> show)
    {
        using (var over = new CancellationTokenSource())
        {
            var isOver = await Task.WhenAny(task, Task.Delay(s_unnoticed, over.Token)) == task;
            await over.CancelAsync();
            if (isOver)
            {
                await task;
                return;
            }
        }

        show(step);
        try
        {
            await task;
        }
        finally
        {
            show(null);
        }
    }
}
