# Completes memmagics in zsh. Add to ~/.zshrc, below compinit:  eval "$(memmagics completions zsh)"
_memmagics() {
  local -a found folders
  found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
  folders=("${(@M)found:#*/}")
  found=("${(@)found:#*/}")
  compadd -f -S '' -a folders
  compadd -a found
}
compdef _memmagics memmagics
