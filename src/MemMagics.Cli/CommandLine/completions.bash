# Completes memmagics in bash. Add to ~/.bashrc:  eval "$(memmagics completions bash)"
_memmagics() {
  local found word=${COMP_WORDS[COMP_CWORD]}
  [[ $word == = ]] && word=
  COMPREPLY=()
  while IFS= read -r found; do
    [[ $found == "$word"* ]] && COMPREPLY+=("${found%/}")
  done < <("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
}
complete -o filenames -o default -F _memmagics memmagics
