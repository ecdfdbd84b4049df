#include "http/sign.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "base/text.h"
#include "http/sign_canonical.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define ALGORITHM  "SDK-HMAC-SHA256"
#define SHA256_LEN 32
#define DATE_SIZE  32
#define KEY_MAX    1024

/* Both keys are words; the access key stands in a list divided by commas. */
static bool is_key(const char *key)
{
    size_t len = key ? strlen(key) : 0;

    if (len == 0 || len > KEY_MAX)
        return false;
    for (size_t i = 0; i < len; i++)
        if (key[i] <= ' ' || key[i] > '~' || key[i] == ',')
            return false;
    return true;
}

static int check(const struct request *request, const char *ak, const char *sk,
                 struct error *err)
{
    struct sign_url url;

    if (!is_key(ak))
        return error_set(err, ERROR_USAGE, "access key",
                         "is empty, too long, or holds a blank, a comma or a "
                         "character outside ASCII");
    if (!is_key(sk))
        return error_set(err, ERROR_USAGE, "secret key",
                         "is empty, too long, or holds a blank, a comma or a "
                         "character outside ASCII");
    if (!strstr(request->url, "://"))
        return error_set(err, ERROR_USAGE, request->url,
                         "a URL without scheme and host cannot be signed");
    url = sign_url_split(request->url);
    if (memchr(url.authority, '@', url.authority_len))
        return error_set(err, ERROR_USAGE, "URL",
                         "user and password do not belong into a URL");
    return 0;
}

/* "host:port", without the port that the scheme means anyway. New memory. */
static char *host_of(const char *url)
{
    struct sign_url parts = sign_url_split(url);
    const char *port = !strncasecmp(url, "https:", 6) ? ":443" : ":80";
    size_t len = parts.authority_len, port_len = strlen(port);

    if (len > port_len &&
        !memcmp(parts.authority + len - port_len, port, port_len))
        len -= port_len;
    return xmemdup(parts.authority, len);
}

static void drop_field(struct fields *fields, const char *name)
{
    size_t kept = 0;

    for (size_t i = 0; i < fields->len; i++) {
        struct field *field = &fields->items[i];

        if (strcasecmp(field->name, name) != 0) {
            fields->items[kept++] = *field;
            continue;
        }
        free(field->name);
        free(field->value);
    }
    fields->len = kept;
}

static void set_field(struct fields *fields, const char *name,
                      const char *value)
{
    drop_field(fields, name);
    fields_add(fields, name, value);
}

/* ISO 8601 basic form, UTC: 20191115T033655Z. */
static void date_text(int64_t wall_us, char text[DATE_SIZE])
{
    time_t seconds = (time_t)(wall_us / 1000000);
    struct tm parts = {0};

    gmtime_r(&seconds, &parts);
    strftime(text, DATE_SIZE, "%Y%m%dT%H%M%SZ", &parts);
}

static void signature_hex(const char *canonical, const char *date,
                          const char *sk, char hex[SIGN_HEX_SIZE])
{
    unsigned char hash[SHA256_LEN] = {0};
    char *to_sign;

    digest_hex(canonical, strlen(canonical), hex);
    to_sign = xasprintf(ALGORITHM "\n%s\n%s", date, hex);
    HMAC(EVP_sha256(), sk, (int)strlen(sk), (unsigned char *)to_sign,
         strlen(to_sign), hash, NULL);
    text_hex(hash, sizeof(hash), hex);
    free(to_sign);
}

static void add_authorization(struct request *request, const char *ak,
                              const char *sk, const char *date)
{
    char hex[SIGN_HEX_SIZE];
    char *names, *value;
    char *canonical = sign_canonical(request, &names);

    signature_hex(canonical, date, sk, hex);
    value = xasprintf(ALGORITHM " Access=%s, SignedHeaders=%s, Signature=%s",
                      ak, names, hex);
    fields_add(&request->fields, "Authorization", value);
    free(value);
    free(canonical);
    free(names);
}

int sign_request(struct request *request, const char *ak, const char *sk,
                 const char *project_id, int64_t wall_us, struct error *err)
{
    char date[DATE_SIZE];

    if (check(request, ak, sk, err) < 0)
        return -1;
    if (!fields_get(&request->fields, "Host")) {
        char *host = host_of(request->url);

        fields_add(&request->fields, "Host", host);
        free(host);
    }
    date_text(wall_us, date);
    set_field(&request->fields, "X-Sdk-Date", date);
    if (project_id)
        set_field(&request->fields, "X-Project-Id", project_id);
    drop_field(&request->fields, "Authorization");
    add_authorization(request, ak, sk, date);
    return 0;
}
