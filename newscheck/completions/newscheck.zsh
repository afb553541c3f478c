#compdef newscheck
# Completion of newscheck in zsh.

_newscheck() {
    local -a answer plain part
    local prefix value help kind known=1
    local program=${${(Q)words[1]}/#\~\//$HOME/}
    local line="${(j: :)words[1,CURRENT-1]} $IPREFIX$QIPREFIX$PREFIX"
    answer=("${(@f)$(_NEWSCHECK_COMPLETE=zsh_complete _NEWSCHECK_LINE=$line $program 2>/dev/null)}")
    local lead=$answer[1] files=
    for prefix value help kind in "${answer[@]}"; do
        case $kind in
            file) files=_files ;;
            dir) files='_files -/' ;;
            plain|part) set -A $kind "${(@P)kind}" "${${value//\\/\\\\}//:/\\:}${help:+:$help}" ;;
        esac
    done
    compset -p $#lead
    (( $#plain )) && _describe -V -t values value plain && known=0
    (( $#part )) && _describe -V -t values value part -S '' && known=0
    [[ -n $files ]] && ${=files} && known=0
    return known
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _newscheck "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _newscheck newscheck
fi
