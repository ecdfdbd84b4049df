#include "http/secret_names.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define NAME_MAX_LEN 64

#define LEN(table) (sizeof(table) / sizeof(*(table)))

/*
 * RFC 9110 sections 11.6 and 11.7, RFC 6265; Identity API v3 and Object
 * Storage API v1 of OpenStack; temporary keys of Open Telekom Cloud (AK/SK).
 */
static const char *const fields[] = {"Authorization",    "Proxy-Authorization",
                                     "Cookie",           "Set-Cookie",
                                     "X-Auth-Token",     "X-Subject-Token",
                                     "X-Service-Token",  "X-Storage-Token",
                                     "X-User-Token",     "X-Auth-Key",
                                     "X-Security-Token", "X-Amz-Security-Token",
                                     "X-Api-Key",        "Api-Key",
                                     "X-CSRF-Token"};

/* Written as they are compared. */
static const struct row {
    const char *name;
    bool member;
    bool query;
} rows[] = {
    {"accesstoken", true, true},
    {"adminpass", true, true}, /* of a new server, Compute API v2.1 */
    {"adminpassword", true, true},
    {"apikey", true, true},
    {"authpassword", true, true}, /* of a volume's connection */
    {"authtoken", true, true},
    {"clientsecret", true, true},
    {"idtoken", true, true},
    {"passcode", true, true},
    {"passphrase", true, true},
    {"passwd", true, true},
    {"password", true, true},
    {"privatekey", true, true},
    {"refreshtoken", true, true},
    {"secret", true, true}, /* of an application credential */
    {"secretaccesskey", true, true},
    {"secretkey", true, true},
    {"securitytoken", true, true}, /* with temporary access keys */
    {"sessiontoken", true, true},
    {"sig", false, true},
    {"signature", false, true}, /* of a URL, as object storage signs it */
    {"tempurlsig", false, true},
    {"token", true, true},
    {"userpassword", true, true},
    {"xamzsecuritytoken", false, true},
    {"xamzsignature", false, true},
    {"xauthtoken", true, true},
    {"xsubjecttoken", true, true},
};

/* The id of a token says nothing of itself by its name. */
static const char *const places[] = {"/auth/identity/token/id"};

/* "X-Auth_Token" -> "xauthtoken"; false when it is too long for any. */
static bool fold(const char *name, size_t len, char folded[NAME_MAX_LEN])
{
    size_t used = 0;

    for (size_t i = 0; i < len; i++) {
        if (name[i] == '-' || name[i] == '_' || name[i] == '.')
            continue;
        if (used + 1 == NAME_MAX_LEN)
            return false;
        folded[used++] = (char)tolower((unsigned char)name[i]);
    }
    folded[used] = '\0';
    return used > 0;
}

static const struct row *row_of(const char *folded)
{
    for (size_t i = 0; i < LEN(rows); i++)
        if (!strcmp(rows[i].name, folded))
            return &rows[i];
    return NULL;
}

static bool is_listed(const char *const *list, size_t len, const char *name)
{
    for (size_t i = 0; i < len; i++)
        if (!strcasecmp(list[i], name))
            return true;
    return false;
}

bool is_secret_field(const struct masking *masking, const char *name)
{
    return is_listed(fields, LEN(fields), name) ||
           is_listed(masking->headers, masking->headers_len, name);
}

bool is_secret_query(const struct masking *masking, const char *name,
                     size_t len)
{
    char folded[NAME_MAX_LEN], own[NAME_MAX_LEN];
    const struct row *row;

    if (!fold(name, len, folded))
        return false;
    row = row_of(folded);
    if (row && row->query)
        return true;
    for (size_t i = 0; i < masking->queries_len; i++)
        if (fold(masking->queries[i], strlen(masking->queries[i]), own) &&
            !strcmp(own, folded))
            return true;
    return false;
}

bool is_secret_member(const char *name, size_t len)
{
    char folded[NAME_MAX_LEN];
    const struct row *row = fold(name, len, folded) ? row_of(folded) : NULL;

    return row && row->member;
}

bool is_secret_place(const struct masking *masking, const char *pointer)
{
    for (size_t i = 0; i < LEN(places); i++)
        if (!strcmp(places[i], pointer))
            return true;
    for (size_t i = 0; i < masking->pointers_len; i++)
        if (!strcmp(masking->pointers[i], pointer))
            return true;
    return false;
}

/* RFC 9110 section 5.6.2, "token". */
static bool is_field_name(const char *name)
{
    for (const char *at = name; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("!#$%&'*+-.^_`|~", *at))
            return false;
    return *name;
}

static bool is_query_name(const char *name)
{
    char folded[NAME_MAX_LEN];

    return fold(name, strlen(name), folded) && !strpbrk(name, "=&?#; ");
}

/* RFC 6901 section 3. */
static bool is_pointer(const char *pointer)
{
    if (*pointer && *pointer != '/')
        return false;
    for (const char *at = pointer; *at; at++)
        if (*at == '~' && at[1] != '0' && at[1] != '1')
            return false;
    return true;
}

static int check_list(const char *const *list, size_t len,
                      bool (*is_right)(const char *), const char *option,
                      const char *kind, struct error *err)
{
    for (size_t i = 0; i < len; i++)
        if (!is_right(list[i]))
            return error_set(err, ERROR_USAGE, option, "\"%.60s\" is no %s",
                             list[i], kind);
    return 0;
}

int masking_check(const struct masking *masking, struct error *err)
{
    if (check_list(masking->headers, masking->headers_len, is_field_name,
                   "--mask-header", "name of a field", err) < 0 ||
        check_list(masking->queries, masking->queries_len, is_query_name,
                   "--mask-query", "name of a parameter", err) < 0)
        return -1;
    return check_list(masking->pointers, masking->pointers_len, is_pointer,
                      "--mask-pointer", "JSON Pointer (RFC 6901)", err);
}
