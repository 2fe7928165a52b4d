# What .ci/windows runs: each in a process of its own, with a limit in seconds.
notebook tour 120 notebooks/tour.dib
notebook survives 120 notebooks/survives.dib # timeouts, limits of memory, exceptions, ends of the process
tests copies 90 MemMagics.Tests CopyViewNoOpTests
tests budgets 30 MemMagics.Tests Reports.BudgetTests Testing.InProcessCallsTests
tests state 90 MemMagics.Tests State.EverydayValuesTests State.CollectionKindsTests
tests magics 90 MemMagics.Tests Magics
tests timeline 60 MemMagics.Tests Workers.TimelineTests
tests exact 300 MemMagics.Tests Workers.AllocatedIsExactTests
tests lines 200 MemMagics.Tests ConservationTests Instrumentation.IncrementTests
# Not yet: Instrumentation.SampleTests, whose async samples have the figures of Linux's thread pool; State.SameFiguresTests and TheSessionIsUntouchedTests, which were too slow.
