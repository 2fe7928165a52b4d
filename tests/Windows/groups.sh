# What .ci/windows runs: each in a process of its own, with a limit in seconds.
notebook tour 120 notebooks/tour.dib
notebook survives 120 notebooks/survives.dib # timeouts, limits of memory, exceptions, ends of the process
notebook origins 90 tests/Windows/origins.dib # --where and --types
tests copies 90 MemMagics.Tests CopyViewNoOpTests
tests budgets 90 MemMagics.Tests Reports.BudgetTests Testing.InProcessCallsTests Testing.BudgetMessageTests
tests state 90 MemMagics.Tests State.EverydayValuesTests State.CollectionKindsTests
tests magics 90 MemMagics.Tests Magics
tests timeline 60 MemMagics.Tests Workers.TimelineTests
tests exact 300 MemMagics.Tests Workers.AllocatedIsExactTests
tests lines 200 MemMagics.Tests ConservationTests Instrumentation.IncrementTests
tests samples 240 MemMagics.Tests Instrumentation.SampleTests
tests endings 120 MemMagics.Tests Workers.HostileCodeTests Workers.FramesOfWorkersTests
tests left 120 MemMagics.Tests Workers.NothingIsLeftTests # cancelled measurements, too
tests tool 90 MemMagics.Tests.Tool Cli.RunCommandTests.WhatNativeCodePrintsIsInNoDocumentAndBreaksNoMeasurement Scripts.ScriptMeasurementTests.AScriptReadsAFileAsItsInputAndCommandsOfTheShellAreOffered Scripts.ScriptMeasurementTests.AScriptReadsWhatAPipeHoldsThatNobodyWritesIntoAnyMore Cli.MagicCellTests.AnInterruptedMeasurementEndsAtOnceAndTheSessionGoesOn Cli.EmbeddedSessionTests.ACellThatCannotBeStoppedIsToldOfItsOutputDroppedAndTheSessionGoesOn
tests untouched 90 MemMagics.Tests TheSessionIsUntouchedTests State.PartialCopyTests
# Not for want of time: State.SameFiguresTests, ten times 3 s, passes. In Wine 8 a loop without calls cannot be stopped in the process that it runs in: EmbeddedSessionTests.AnInterruptStops…
