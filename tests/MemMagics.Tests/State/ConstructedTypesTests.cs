using MemMagics.Wire.State;

namespace MemMagics.Tests.State;

/// <summary>The runtime tells which constructions of a generic type exist.</summary>
public sealed class ConstructedTypesTests
{
    [Test]
    public void ExactlyTheConstructionsThatExistAreListed()
    {
        // GIVEN constructions over values, references, arrays, each other and types of another assembly
        _ = (new Pair<int, string>(), new Pair<string[], Uri>(), new Pair<Pair<int, int>, DayOfWeek>(), new Pair<List<int>, object>.Inner<byte>());
        typeof(Pair<,>).MakeGenericType(typeof(ConstructedTypesTests), typeof(Version)).GetConstructors();

        // WHEN the runtime is asked
        var found = ConstructedTypes.Of(typeof(ConstructedTypesTests).Assembly)
            .Where(static type => type.GetGenericTypeDefinition() == typeof(Pair<,>) || type.GetGenericTypeDefinition() == typeof(Pair<,>.Inner<>));

        // THEN it names those, each once, and none besides
        Assert.That(found, Is.EquivalentTo(
            new[]
            {
                typeof(Pair<int, string>), typeof(Pair<string[], Uri>), typeof(Pair<Pair<int, int>, DayOfWeek>), typeof(Pair<int, int>),
                typeof(Pair<List<int>, object>.Inner<byte>), typeof(Pair<ConstructedTypesTests, Version>),
            }));
    }

    private sealed class Pair<TFirst, TSecond>
    {
        public sealed class Inner<T>;
    }
}
