# shellcheck shell=bash
# Completion of newscheck in bash 4.4 or newer; in older ones without what `compopt` does.

_newscheck() {
    local line=${COMP_LINE:0:COMP_POINT} asked="" replaced="" mark head prefix value kind
    local word=${line##*[[:space:]]}
    # What is replaced begins at the last of these marks, which end a word for readline; only @ is part of the next.
    for mark in = : @; do
        head=${word%"$mark"*}${mark#@}
        if [[ $word == *"$mark"* && $COMP_WORDBREAKS == *"$mark"* ]] && ((${#head} > ${#replaced})); then
            replaced=$head
        fi
    done
    COMPREPLY=()
    while IFS= read -r prefix && IFS= read -r value && IFS= read -r _ && IFS= read -r kind; do
        case $kind in
            file) asked=default mark=-f head=$prefix word=$value ;;
            dir) asked=dirnames mark=-d head=$prefix word=$value ;;
            *)
                value=$prefix$value
                # The name of a branch may be a command.
                [[ $value == *[!A-Za-z0-9_./=:,@+-]* ]] && printf -v value %q "$value"
                COMPREPLY+=("${value#"$replaced"}")
                [[ $kind == part ]] && compopt -o nospace
                ;;
        esac
    done <<<"$(_NEWSCHECK_COMPLETE=bash_complete _NEWSCHECK_LINE=$line "$1" 2>/dev/null)"
    [[ $asked ]] || return 0
    if [[ ${#COMPREPLY[@]} -eq 0 && ${head#"$replaced"} == "" ]]; then
        compopt -o "$asked"
        return 0
    fi
    # Files beside other words, or behind a mark that readline does not know.
    compopt -o filenames
    while IFS= read -r value; do
        [[ $value ]] && COMPREPLY+=("${head#"$replaced"}$value")
    done <<<"$(compgen "$mark" -- "$word")"
} 2>/dev/null

complete -o nosort -F _newscheck newscheck 2>/dev/null || complete -o default -F _newscheck newscheck
