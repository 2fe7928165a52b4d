namespace MemMagics.Cli.Running;

/// <summary>What <c>memmagics run</c> was asked to do.</summary>
/// <param name="Notebook">The notebook's path as given.</param>
/// <param name="Html">File for the HTML page; <see langword="null"/> for none.</param>
/// <param name="Save">File for the executed <c>.ipynb</c>; <see langword="null"/> for none.</param>
/// <param name="Format">What standard output gets.</param>
/// <param name="KeepGoing">Whether cells after a failed one run, too.</param>
/// <param name="CellTimeout">How long a cell may run; <see langword="null"/> for as long as it likes.</param>
/// <param name="AllowShell">Whether cells may have the shell run commands.</param>
internal sealed record RunOptions(string Notebook, string? Html, string? Save, OutputFormat Format, bool KeepGoing, TimeSpan? CellTimeout, bool AllowShell);
