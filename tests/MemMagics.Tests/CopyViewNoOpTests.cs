using MemMagics.Reports;

namespace MemMagics.Tests;

/// <summary>The copy is seen, the view is not: in every run.</summary>
internal sealed class CopyViewNoOpTests
{
    private const string Matrices =
        """
        sealed class Matrix(double[] values, int rows, int columns, bool columnMajor)
        {
            public Matrix Transpose() // a copy
            {
                var copy = new double[values.Length];
                for (var i = 0; i < rows; i++)
                    for (var j = 0; j < columns; j++)
                        copy[j * rows + i] = values[i * columns + j];
                return new Matrix(copy, columns, rows, columnMajor);
            }
            public Matrix View() => new(values, columns, rows, !columnMajor);
            public Matrix ToRowMajor() => columnMajor ? Transpose() : this;
        }
        var random = new Random(1);
        var X = new Matrix(Enumerable.Range(0, 1_000_000).Select(_ => random.NextDouble()).ToArray(), 1000, 1000, false);
        """;

    [TestCase("X.Transpose()", 7.6, 7.8)]
    [TestCase("X.View()", 0, 0.1)]
    [TestCase("X.ToRowMajor()", 0, 0.1)]
    public async Task WarmPeakTellsTheCopyFromTheViewAndTheNoOp(string code, double lowest, double highest)
    {
        await using var session = await ScriptSession.Start(Matrices);

        // act
        var report = await session.Memit(code, request => request with { Repeat = 10 });

        // assert
        Assert.That(report.Runs, Has.Count.EqualTo(10));
        Assert.That(report.Measured, Is.EqualTo(MeasuredCall.Warm));
        Assert.That(report.Runs.Select(run => run.Peak / 1048576.0), Is.All.InRange(lowest, highest));
        Assert.That(ReportText.Render(report), Does.Contain("first call"));
    }
}
