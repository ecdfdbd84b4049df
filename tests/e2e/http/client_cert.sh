#!/bin/sh
# client_cert.sh - a server that wants a certificate: openssl s_server.
# shellcheck source=tests/e2e/http/lib.sh
. "$(dirname "$0")/lib.sh"
needs openssl
build_ask
certify server
certify ours
certify stranger
cat ours.pem ours.key >both.pem
openssl ec -in ours.key -aes128 -passout pass:secret -out locked.key \
    2>openssl.err || exit 2
echo 'no certificate' >text

server() { # server OPTION...: URL is where it listens
    start_log '^ACCEPT' openssl s_server -accept 127.0.0.1:0 -www \
        -cert server.pem -key server.key "$@" || exit 2
    URL=https://localhost:$(sed -n 's/^ACCEPT .*:\([0-9]*\)$/\1/p' "$LOG")
}

for version in 1.2 1.3; do
    tls=-tls$(echo $version | tr . _)
    server -Verify 1 -verify_return_error -CAfile ours.pem "$tls"
    ask --cacert server.pem --cert ours.pem --key ours.key GET "$URL/"
    ok "TLS $version: certificate and key are shown" \
        lines 1 "^ok 1.[01] 200 tries=1 new TLSv$version"
    ok "TLS $version: the server saw it" lines 1 'Subject: *CN *= *ours'
    ask --cacert server.pem --cert both.pem GET "$URL/"
    ok "TLS $version: both may be in one file" lines 1 '^ok 1.[01] 200 '
    ask --cacert server.pem GET "$URL/"
    ok "TLS $version: without it there is no TLS" lines 1 '^tls - 0 '
    ask --cacert server.pem --cert stranger.pem --key stranger.key GET "$URL/"
    ok "TLS $version: nor with an unknown one" lines 1 '^tls - 0 '
done

# wrong OPTION TEXT...: refused before any traffic, in these words
wrong() {
    option=$1
    text=$2
    shift 2
    ask "$@" GET http://127.0.0.1:1/
    exited 2 && says "$option: " && says "$text"
}
ok 'a certificate that is not there' wrong --cert 'No such file' \
    --cert nowhere.pem --key ours.key
ok 'a key that is not there' wrong --key 'No such file' \
    --cert ours.pem --key nowhere.key
ok 'a file without certificate' wrong --cert 'text: no certificate' \
    --cert text --key ours.key
ok 'a file without key' wrong --key 'text: no private key' \
    --cert ours.pem --key text
ok 'a certificate alone' wrong --cert 'by --key' --cert ours.pem
ok 'a key alone' wrong --key 'only with --cert' --key ours.key
ok "another's key" wrong --key 'stranger.key: is not the private key' \
    --cert ours.pem --key stranger.key
ok 'an encrypted key, without a question' wrong --key 'encrypted' \
    --cert ours.pem --key locked.key

done_testing
