# Completion of newscheck in fish.

function __newscheck_candidates
    set -l program (string replace -r '^~/' "$HOME/" -- (commandline -opc)[1])
    set -l line (commandline -cp | string collect)
    env _NEWSCHECK_COMPLETE=fish_complete _NEWSCHECK_LINE="$line" $program 2>/dev/null | while read -l prefix
        read -l value
        read -l help
        read -l kind
        switch $kind
            case file
                for path in (__fish_complete_path "$value")
                    printf '%s\n' "$prefix$path"
                end
            case dir
                for path in (__fish_complete_directories "$value" '')
                    printf '%s\n' "$prefix$path"
                end
            case plain part
                printf '%s\t%s\n' "$prefix$value" "$help"
        end
    end
end

complete --command newscheck --no-files --keep-order --arguments '(__newscheck_candidates)'
