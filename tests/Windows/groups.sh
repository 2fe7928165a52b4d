# What .ci/windows runs: each in a process of its own, with a limit in seconds.
notebook tour 120 notebooks/tour.dib
notebook survives 120 notebooks/survives.dib
tests copies 90 MemMagics.Tests CopyViewNoOpTests
tests state 60 MemMagics.Tests State.EverydayValuesTests State.CollectionKindsTests
tests magics 60 MemMagics.Tests Magics
tests exact 150 MemMagics.Tests Workers.AllocatedIsExactTests
tests lines 200 MemMagics.Tests ConservationTests Instrumentation.IncrementTests
tests samples 120 MemMagics.Tests Instrumentation.SampleTests
tests timeline 40 MemMagics.Tests Workers.TimelineTests
tests same 100 MemMagics.Tests State.SameFiguresTests
