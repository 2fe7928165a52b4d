// Fixtures run side by side: most of their time they wait for worker processes. What changes or asks something of the whole process (its variables, streams,
// cultures, its own allocations, the list of its workers, or all workers at once, to kill them) is a fixture marked NonParallelizable, and runs with nothing
// beside it. A mark on a test of another fixture would not do (AloneInTheProcessTests).
[assembly: Parallelizable(ParallelScope.Fixtures)]
