#!/bin/sh
# completion.sh - what shells offer after "assay", and that the files they
# read it from are those that the option table gives.
. "$(dirname "$0")/../lib.sh"

COMPLETIONS=$ROOT/docs/completions
[ -x "$BUILD/tools/options" ] ||
    make -s -C "$ROOT" BUILD="$BUILD" "$BUILD/tools/options" >make.log 2>&1 ||
    exit 2

# Sets the variables as readline does and asks the function that `complete`
# has registered.
cat >ask.bash <<'B'
source "$1"
COMP_LINE=$2
COMP_POINT=${#COMP_LINE}
# "=" is a word of its own, and a blank at the end begins an empty one
read -r -a COMP_WORDS <<<"${COMP_LINE//=/ = }"
case $COMP_LINE in *' ') COMP_WORDS+=('') ;; esac
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
registered=$(complete -p assay)
name=${registered#*-F }
"${name%% *}" assay "${COMP_WORDS[COMP_CWORD]}" \
    "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
B

# offers LINE WORD...: exactly these, in any order.
offers() {
    line=$1
    shift
    PATH="$BUILD:$PATH" bash ask.bash "$COMPLETIONS/assay.bash" "$line" \
        >seen 2>&1 || return 1
    printf '%s\n' "$@" | sort >wanted
    sort seen | diff wanted - >differences && return
    cat differences >>seen
    return 1
}

# same_options COMMAND: those of its --help, each.
same_options() {
    "$ASSAY" "$1" --help | sed -n 's/^  \(--[a-z-]*\).*/\1/p' >help
    # shellcheck disable=SC2046
    offers "assay $1 --" $(cat help)
}

mkdir -p there
: >there/one.json
: >there/two.json
ok 'bash: commands' offers 'assay ' run judge list explain doctor clauses lint \
    selftest schema
ok 'bash: a command that is begun' offers 'assay l' list lint
ok 'bash: options before a command' offers 'assay --h' --help
for command in run list explain lint; do
    ok "bash: every option of $command" same_options $command
done
ok 'bash: options that are begun' offers 'assay run --os-us' --os-username \
    --os-user-id --os-user-domain-id --os-user-domain-name
ok 'bash: no option of another command' offers 'assay lint --base' ''
ok 'bash: values of --without' offers 'assay run --without ' read create \
    second-identity
ok 'bash: and after "="' offers 'assay run --without=' read create \
    second-identity
ok 'bash: a value that is begun' offers 'assay run --color=al' always
ok 'bash: dialects' offers 'assay list --dialect cinder-v' cinder-v2 cinder-v3
ok 'bash: profiles' offers 'assay run --profile o' openstack otc
ok 'bash: files' offers 'assay run --config there/' there/one.json \
    there/two.json
ok 'bash: directories only' offers 'assay run --out the' there
ok 'bash: nothing for a secret' offers 'assay run --token ' ''
ok 'bash: files of lint' offers 'assay lint there/o' there/one.json
ok 'bash: ids of testcases' offers \
    'assay explain evs.snapshots.update/name-nul' \
    evs.snapshots.update/name-null

# What can be said of the other two without a terminal.
# reads SHELL OPTION FILE
reads() {
    "$1" "$2" "$COMPLETIONS/$3" >seen 2>&1 && [ ! -s seen ]
}
if command -v zsh >/dev/null; then
    ok 'zsh reads its file' reads zsh -n _assay
else
    skip 'zsh reads its file' 'zsh is not installed'
fi
if command -v fish >/dev/null; then
    ok 'fish reads its file' reads fish --no-execute assay.fish
    fish_offers() {
        PATH="$BUILD:$PATH" fish --no-config -c \
            "source '$COMPLETIONS/assay.fish'; complete -C '$1'" 2>/dev/null |
            cut -f1 | sort >seen
        shift
        printf '%s\n' "$@" | sort | diff - seen >differences && return
        cat differences >>seen
        return 1
    }
    ok 'fish: commands' fish_offers 'assay ' run judge list explain doctor clauses lint \
    selftest schema
    ok 'fish: values of --without' fish_offers 'assay run --without ' read \
        create second-identity
    ok 'fish: options that are begun' fish_offers 'assay run --os-user-' \
        --os-user-id --os-user-domain-id --os-user-domain-name
else
    skip 'fish reads its file' 'fish is not installed'
fi

# The files are those of the table.
BUILD=$BUILD "$ROOT/tools/write-options" --check >seen 2>&1
ok 'what is made of the option table is current (make options)' [ $? -eq 0 ]

# Where shells look for them.
make -s -C "$ROOT" install BUILD="$BUILD" DESTDIR="$SCRATCH/root" PREFIX=/usr \
    >seen 2>&1
ok 'make install succeeds' [ $? -eq 0 ]
for file in bash-completion/completions/assay zsh/site-functions/_assay \
    fish/vendor_completions.d/assay.fish; do
    ok "share/$file is installed" [ -s "root/usr/share/$file" ]
done

done_testing
