#include "http/trust.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>

#define WHERE "--cacert"

int trust_check(const char *path, struct error *err)
{
    FILE *file = fopen(path, "r");
    X509 *certificate;

    if (!file)
        return error_set(err, ERROR_USAGE, WHERE, "%s: %s", path,
                         strerror(errno));
    certificate = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    X509_free(certificate);
    ERR_clear_error();
    if (!certificate)
        return error_set(err, ERROR_USAGE, WHERE,
                         "%s: no certificate in PEM form", path);
    return 0;
}
