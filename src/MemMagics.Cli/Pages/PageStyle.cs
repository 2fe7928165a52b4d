namespace MemMagics.Cli.Pages;

/// <summary>How the page looks: two palettes, chosen by the reader's system, and a print form.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root {
          --ink: #1f2328; --quiet: #656d76; --paper: #ffffff; --panel: #f6f8fa; --rule: #d0d7de;
          --keyword: #0550ae; --string: #0a6640; --number: #953800; --comment: #6e7781; --directive: #8250df;
          --bad: #b3261e; --bad-paper: #fff0ee; --link: #0969da;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ink: #e6edf3; --quiet: #8d96a0; --paper: #0d1117; --panel: #161b22; --rule: #30363d;
            --keyword: #79c0ff; --string: #7ee2a8; --number: #ffa657; --comment: #8b949e; --directive: #d2a8ff;
            --bad: #ff9a92; --bad-paper: #2d1214; --link: #58a6ff;
          }
        }
        :root {
          --memmagics-ink: var(--ink); --memmagics-paper: var(--paper); --memmagics-bad: var(--bad);
          --memmagics-keyword: var(--keyword); --memmagics-string: var(--string); --memmagics-number: var(--number); --memmagics-comment: var(--comment); --memmagics-directive: var(--directive);
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        main { max-width: 78rem; margin: 0 auto; padding: 2rem 1.25rem 5rem; }
        pre, code { font-family: ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.8125rem; line-height: 1.5; }
        pre { margin: 0; overflow-x: auto; }
        a { color: var(--link); }
        .prose { max-width: 46rem; overflow-wrap: break-word; }
        .prose h1 { font-size: 1.9rem; line-height: 1.25; margin: 1.5rem 0 0.75rem; }
        .prose h2 { font-size: 1.4rem; line-height: 1.3; margin: 2.25rem 0 0.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--rule); }
        .prose h3 { font-size: 1.15rem; margin: 1.75rem 0 0.5rem; }
        .prose :not(pre) > code { background: var(--panel); border-radius: 4px; padding: 0.1em 0.35em; font-size: 0.85em; }
        .prose pre { background: var(--panel); border-radius: 6px; padding: 0.75rem 1rem; }
        .prose blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--rule); color: var(--quiet); }
        .prose img { max-width: 100%; }
        .prose table, table.values { border-collapse: collapse; font-size: 0.875rem; display: block; overflow-x: auto; }
        .prose th, .prose td, table.values th, table.values td { border: 1px solid var(--rule); padding: 0.3rem 0.7rem; font-variant-numeric: tabular-nums; }
        .prose th, table.values th { background: var(--panel); text-align: left; }
        .cell { margin: 1.25rem 0; border: 1px solid var(--rule); border-radius: 8px; overflow: hidden; }
        .cell.failed { border-color: var(--bad); }
        .cell.skipped { opacity: 0.7; }
        .cell .name { padding: 0.2rem 0.9rem; font-size: 0.75rem; color: var(--quiet); background: var(--panel); border-bottom: 1px solid var(--rule); }
        .cell.failed .name { color: var(--bad); }
        .code { background: var(--panel); padding: 0.6rem 0; counter-reset: line; tab-size: 4; }
        .code .line::before { counter-increment: line; content: counter(line); display: inline-block; width: 2.6rem; padding-right: 0.9rem; text-align: right; color: var(--quiet); opacity: 0.75; user-select: none; }
        .code .line { padding-right: 1rem; }
        .keyword { color: var(--keyword); } .string { color: var(--string); } .number { color: var(--number); }
        .comment { color: var(--comment); font-style: italic; } .directive { color: var(--directive); }
        .output { border-top: 1px solid var(--rule); padding: 0.7rem 0.9rem; overflow-x: auto; }
        .output > * + * { margin-top: 0.6rem; }
        .output .rich { font-size: 0.875rem; }
        .output .out, .output .err, .output .error { white-space: pre-wrap; overflow-wrap: anywhere; }
        .output .err { color: var(--quiet); border-left: 3px solid var(--rule); padding-left: 0.6rem; }
        .output .error { color: var(--bad); background: var(--bad-paper); border-radius: 6px; padding: 0.6rem 0.8rem; }
        @media print {
          main, .prose { max-width: none; padding: 0; }
          .code, .prose pre { white-space: pre-wrap; overflow-wrap: anywhere; }
          .cell { break-inside: avoid; }
          h1, h2, h3, h4 { break-after: avoid; }
        }

        """;
}
