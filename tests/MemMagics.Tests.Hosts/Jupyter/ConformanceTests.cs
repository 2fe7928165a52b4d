namespace MemMagics.Tests.Jupyter;

public class ConformanceTests
{
    [Test]
    public async Task TheKernelPassesThePublicConformanceChecks()
    {
        using var kernel = await InstalledKernel.CreateAsync("jupyter_kernel_test");

        // act
        var run = await kernel.RunPythonAsync(InstalledKernel.Script("conformance.py"));

        // assert
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Errors, Does.Match("Ran 1[0-9] tests"));
    }
}
