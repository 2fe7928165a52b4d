using MemMagics.Origins.Code;

namespace MemMagics.Tests.Origins;

/// <summary>The runtime frees the code of dynamic methods and uses its memory again.</summary>
internal sealed class CodeRangesTests
{
    private CodeRanges _ranges = new();

    [SetUp]
    public void Forget() => _ranges = new();

    [Test]
    public void AnAddressIsOfTheCodeItIsIn()
    {
        var (first, second) = (Add(1, 0x1000, 0x20), Add(2, 0x1040, 0x20));

        // act, assert
        Assert.That(new ulong[] { 0xFFF, 0x1000, 0x101F, 0x1020, 0x103F, 0x1040, 0x105F, 0x1060 }.Select(_ranges.Find), Is.EqualTo(new[] { null, first, first, null, null, second, second, null }));
    }

    [Test]
    public void CodeReplacesWhatWasThereBefore()
    {
        var (kept, large) = (Add(1, 0x1000, 0x20), Add(2, 0x1020, 0x100));
        Assert.That(_ranges.Find(0x1100), Is.SameAs(large));
        var (one, two) = (Add(3, 0x1030, 0x20), Add(4, 0x1100, 0x40));

        // act, assert
        Assert.That(new ulong[] { 0x1010, 0x1020, 0x1030, 0x1060, 0x1110 }.Select(_ranges.Find), Is.EqualTo(new[] { kept, null, one, null, two }));
    }

    [Test]
    public void CodeThatIsToldAgainIsTheSame()
    {
        var code = Add(1, 0x1000, 0x20);

        // act, assert
        Assert.That(_ranges.Add(Code(1, 0x1000, 0x20)), Is.False);
        Assert.That(_ranges.Find(0x1000), Is.SameAs(code));
    }

    private NativeCode Add(ulong method, ulong start, uint size)
    {
        var code = Code(method, start, size);
        Assert.That(_ranges.Add(code), Is.True);
        return code;
    }

    private static NativeCode Code(ulong method, ulong start, uint size) => new(method, start, size, () => new MethodCode("", "", 0, "dynamicClass", $"method {method}", ""));
}
