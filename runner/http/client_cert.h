/*
 * client_cert.h - can TLS use the files given as --cert and --key?
 */
#ifndef HTTP_CLIENT_CERT_H
#define HTTP_CLIENT_CERT_H

#include "base/error.h"

/*
 * cert: PEM file with our certificate first (RFC 7468), those between it and
 * the authority may follow. key: PEM file with its private key, not encrypted;
 * NULL: it is in cert too. Both NULL is fine. Returns 0, or -1 with
 * ERROR_USAGE, where "--cert" or "--key".
 */
int client_cert_check(const char *cert, const char *key, struct error *err);

#endif
