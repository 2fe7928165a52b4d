# Completes memmagics in fish. Add to ~/.config/fish/config.fish:  memmagics completions fish | source
function __memmagics
    set -l line (commandline --cut-at-cursor)
    set -l tool (commandline --tokenize)[1]
    $tool "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
end
complete --command memmagics --no-files --arguments '(__memmagics)'
