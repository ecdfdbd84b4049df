#!/bin/sh
# differential.sh - our validator and python3-jsonschema give the same verdicts
# on our schemas, for thousands of instances.
#
#     SEED   of the instances (default 1)
#     N      how many (default 2400)
# shellcheck source=tests/e2e/schema/lib.sh
. "$(dirname "$0")/lib.sh"

# Debian's python3 has the package; another one may stand before it.
for python in /usr/bin/python3 python3; do
    "$python" -c 'import jsonschema' 2>/dev/null && break
done
if ! "$python" -c 'import jsonschema' 2>seen; then
    skip 'verdicts are those of python3-jsonschema' \
        'python3-jsonschema is not installed'
    done_testing
fi

compare() { # compare ASSAY N: sums are in seen
    "$python" "$ROOT/tests/differential/differential.py" "$1" "$ROOT" \
        "$SCRATCH" "${SEED:-1}" "$2" >seen 2>&1
}

mkdir -p instances/assay
"$BUILD/assay" run --emulator --quiet --include '*/one-field/*' \
    --json instances/assay/results.json >seen 2>&1
ok 'a run leaves results to start from' [ $? -eq 0 ]

compare "$BUILD/assay" "${N:-2400}"
ok 'verdicts are those of python3-jsonschema' [ $? -eq 0 ]
sed 's/^/# /' seen
counts=$(sed -n 's/^\([0-9]*\) instances of .*: \([0-9]*\) valid, \([0-9]*\) .*/\1 \2 \3/p' seen)
# shellcheck disable=SC2086
set -- $counts
ok 'there were two thousand instances' [ "${1:-0}" -ge 2000 ]
ok 'one in ten is valid' [ "${2:-0}" -ge $((${1:-0} / 10)) ]
ok 'one in ten is invalid' [ "${3:-0}" -ge $((${1:-0} / 10)) ]

# The comparison itself can see: a program that finds everything valid.
cat >yes <<'EOF'
#!/bin/sh
for word; do
    case $word in
    */judged/*) echo "{\"instance\":\"$word\",\"valid\":true}" ;;
    esac
done
EOF
chmod +x yes
compare "$SCRATCH/yes" 20
ok 'a validator that accepts everything is noticed' [ $? -eq 1 ]
ok 'and the instance is shown' says 'assay    True'

done_testing
