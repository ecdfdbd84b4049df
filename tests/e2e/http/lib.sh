# lib.sh - what the tests of the client against other people's programs need:
# the client alone (ask.c), throw-away certificates, proxies. Sourced.

# shellcheck source=tests/e2e/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/tools/peers.sh
. "$ROOT/tests/tools/peers.sh"

for variable in http_proxy https_proxy all_proxy no_proxy HTTPS_PROXY \
    ALL_PROXY NO_PROXY; do
    unset "$variable"
done

# build_ask: compile ask.c against the library that is tested.
build_ask() {
    libraries='libcurl jansson libpcre2-8 libxml-2.0 libcrypto'
    # shellcheck disable=SC2046,SC2086
    ${CC:-cc} -std=c11 -D_XOPEN_SOURCE=700 -Wall -Wextra -Werror $CFLAGS \
        -I"$ROOT" -I"$ROOT/runner" $(pkg-config --cflags $libraries) \
        -o ask "$here/ask.c" "$BUILD/libassay.a" \
        $LDFLAGS $(pkg-config --libs $libraries) -lm || exit 2
}

# ask OPTION... METHOD URL FIELD...: STATUS is its exit status, seen its words.
ask() {
    timeout -k 5 60 ./ask "$@" >seen 2>&1 </dev/null
    STATUS=$?
}

# front OPTION...: nghttpx in front of BACKEND_PORT, with TLS by front.pem, on
# PORT. It writes down what it is sent.
front() {
    start_log 'Entering event loop' nghttpx --conf=/dev/null --workers=1 \
        --single-process --no-ocsp --frontend="127.0.0.1,$PORT" \
        --backend="127.0.0.1,$BACKEND_PORT" --backend-keep-alive-timeout=1 \
        --errorlog-file=/dev/stderr --log-level=INFO "$@" front.key front.pem
}
