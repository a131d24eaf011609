# bash completion for bonluon(1)                           -*- shell-script -*-

# The command that was written; `run` without one.
_bonluon_command()
{
    local i
    for ((i = 1; i < cword; i++)); do
        case ${words[i]} in
            --config | --data-dir | --lang) ((i++)) ;;
            -*) ;;
            run | export | report | verify | check | scene | status | enrol | pin | help | version)
                echo "${words[i]}"
                return
                ;;
        esac
    done
}

_bonluon()
{
    local cur prev words cword
    _init_completion || return

    case $prev in
        --config | --play | --out | --first-key | --signers | --png)
            _filedir
            return
            ;;
        --data-dir | --pictures | --into)
            _filedir -d
            return
            ;;
        --date | --from | --to | --witness | --size | --windowed)
            return
            ;;
        --lang)
            mapfile -t COMPREPLY < <(compgen -W 'vi en' -- "$cur")
            return
            ;;
        --format)
            mapfile -t COMPREPLY < <(compgen -W 'text html xlsx' -- "$cur")
            return
            ;;
        --screen)
            mapfile -t COMPREPLY < <(compgen -W 'question question-doubt reasons thanks still-there
                asleep out-of-order pin panel clock set-clock export touch-test clean
                set-up' -- "$cur")
            return
            ;;
    esac

    local command
    command=$(_bonluon_command)
    if [[ $cur != -* ]]; then
        case $command in
            '' | help) mapfile -t COMPREPLY < <(compgen -W 'run export report verify check scene
                status enrol pin help version' -- "$cur") ;;
            report | verify | check) _filedir ;;
        esac
        return
    fi

    local options='--config --data-dir --lang --help --version'
    case $command in
        '' | run) options+=' --windowed --set-up' ;;
        export) options+=' --date --from --to --into --pending' ;;
        report) options+=' --from --to --format --out --signers' ;;
        verify) options+=' --first-key --signers --from --to --witness' ;;
        scene) options+=' --screen --size --low-reach --png' ;;
        status) options+=' --json' ;;
        enrol) options+=' --anew' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
} && complete -F _bonluon bonluon
