using MemMagics.Wire;

namespace MemMagics.Tests.Workers;

/// <summary>Types that compilers made are named after what they were made of.</summary>
public sealed class NamesOfTypesTests
{
    private static readonly TaskCompletionSource s_never = new();

    [Test]
    public void AnAsyncMethodThatWaitsHasItsNameWhateverHoldsItsState() =>
        Assert.That(CSharpName.Of(Wait().GetType()), Is.EqualTo("NamesOfTypesTests.(Wait in progress)"));

    [Test]
    public void AnAsyncLambdaThatWaitsIsALambda()
    {
        Func<Task<int>> wait = static async () =>
        {
            await s_never.Task;
            return 1;
        };

        Assert.That(CSharpName.Of(wait().GetType()), Is.EqualTo("NamesOfTypesTests.(lambda in progress)"));
    }

    private static async Task<int> Wait()
    {
        await s_never.Task;
        return 1;
    }
}
