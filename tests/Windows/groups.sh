# What .ci/windows runs: each in a process of its own, with a limit in seconds.
notebook tour 150 notebooks/tour.dib
notebook survives 150 notebooks/survives.dib
tests copies 90 MemMagics.Tests CopyViewNoOpTests
tests lines 200 MemMagics.Tests ConservationTests Instrumentation.ConservationTests Instrumentation.IncrementTests
tests samples 100 MemMagics.Tests Instrumentation.SampleTests
tests budgets 100 MemMagics.Tests Testing.MeasureTests Testing.BudgetMessageTests Testing.InProcessCallsTests
tests hostile 250 MemMagics.Tests Workers.HostileCodeTests
tests endings 150 MemMagics.Tests Workers.ExceptionsOfMeasuredCodeTests
tests approved 60 MemMagics.Tests Reports
tests state 60 MemMagics.Tests State.EverydayValuesTests State.CollectionKindsTests
tests untouched 150 MemMagics.Tests Workers.TimelineTests State.SameFiguresTests TheSessionIsUntouchedTests
tests magics 60 MemMagics.Tests Magics
tests exact 200 MemMagics.Tests Workers.AllocatedIsExactTests
tests tool 200 MemMagics.Tests.Tool Cli
tests plain 400 MemMagics.Tests PlainProgram
