#include "http/client_cert.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Without it OpenSSL would ask on the terminal. */
static int on_passphrase(char *into, int size, int writing, void *was_asked)
{
    (void)into;
    (void)size;
    (void)writing;
    *(bool *)was_asked = true;
    return -1;
}

static FILE *open_pem(const char *path, const char *where, struct error *err)
{
    FILE *file = fopen(path, "r");

    if (!file)
        error_set(err, ERROR_USAGE, where, "%s: %s", path, strerror(errno));
    return file;
}

static X509 *read_cert(const char *path, struct error *err)
{
    FILE *file = open_pem(path, "--cert", err);
    X509 *cert;

    if (!file)
        return NULL;
    cert = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    if (!cert)
        error_set(err, ERROR_USAGE, "--cert", "%s: no certificate in PEM form",
                  path);
    return cert;
}

static EVP_PKEY *read_key(const char *path, const char *where,
                          struct error *err)
{
    FILE *file = open_pem(path, where, err);
    bool was_asked = false;
    EVP_PKEY *key;

    if (!file)
        return NULL;
    key = PEM_read_PrivateKey(file, NULL, on_passphrase, &was_asked);
    fclose(file);
    if (!key && was_asked)
        error_set(err, ERROR_USAGE, where,
                  "%s: the private key is encrypted; give one that is not",
                  path);
    else if (!key)
        error_set(err, ERROR_USAGE, where, "%s: no private key in PEM form%s",
                  path,
                  strcmp(where, "--key") ? "; name its file by --key" : "");
    return key;
}

int client_cert_check(const char *cert, const char *key, struct error *err)
{
    X509 *ours = NULL;
    EVP_PKEY *private = NULL;
    int rc = -1;

    if (!cert && !key)
        return 0;
    if (!cert)
        return error_set(err, ERROR_USAGE, "--key",
                         "is of use only with --cert");
    ours = read_cert(cert, err);
    if (ours)
    private = read_key(key ? key : cert, key ? "--key" : "--cert", err);
    if (private && X509_check_private_key(ours, private) == 1)
        rc = 0;
    else if (private)
        error_set(err, ERROR_USAGE, key ? "--key" : "--cert",
                  "%s: is not the private key of the certificate in %s",
                  key ? key : cert, cert);
    X509_free(ours);
    EVP_PKEY_free(private);
    ERR_clear_error();
    return rc;
}
