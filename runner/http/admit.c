#include "http/admit.h"

#include "base/alloc.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_token(const char *text)
{
    static const char allowed[] =
        "!#$%&'*+-.^_`|~0123456789"
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    return *text && !text[strspn(text, allowed)];
}

static int admit_texts(const struct request *request, struct error *err)
{
    if (!is_token(request->method))
        return error_set(err, ERROR_SUITE, request->url,
                         "method '%.40s' is not a token", request->method);
    if (!strcmp(request->method, "HEAD") && request->content)
        return error_set(err, ERROR_SUITE, request->url,
                         "HEAD with content cannot be sent");
    for (size_t i = 0; i < request->fields.len; i++) {
        const struct field *field = &request->fields.items[i];

        if (!is_token(field->name))
            return error_set(err, ERROR_SUITE, request->url,
                             "field name '%.80s' is not a token", field->name);
        if (field->value[strcspn(field->value, "\r\n")])
            return error_set(err, ERROR_SUITE, request->url,
                             "the value of field %.80s has a line end",
                             field->name);
    }
    return 0;
}

/* RFC 6761 section 6.3 for names, RFC 6890 for addresses. */
static bool is_loopback(const char *host)
{
    size_t len = strlen(host), suffix = strlen(".localhost");
    unsigned char bytes[4];

    if (!strcasecmp(host, "localhost") || !strcmp(host, "[::1]"))
        return true;
    if (len > suffix && !strcasecmp(host + len - suffix, ".localhost"))
        return true;
    return inet_pton(AF_INET, host, bytes) == 1 && bytes[0] == 127;
}

static int admit_url(CURLU *url, const char *text, struct target *target,
                     struct error *err)
{
    char *host = NULL, *port = NULL, *scheme = NULL;
    int rc = -1;
    CURLUcode code = curl_url_set(url, CURLUPART_URL, text,
                                  CURLU_PATH_AS_IS | CURLU_DISALLOW_USER);

    if (code == CURLUE_OK)
        code = curl_url_get(url, CURLUPART_SCHEME, &scheme, 0);
    if (code == CURLUE_OK)
        code = curl_url_get(url, CURLUPART_HOST, &host, 0);
    if (code == CURLUE_OK)
        code = curl_url_get(url, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT);
    if (code != CURLUE_OK) {
        error_set(err, ERROR_USAGE, text, "%s", curl_url_strerror(code));
        goto out;
    }
    if (strcmp(scheme, "http") && strcmp(scheme, "https")) {
        error_set(err, ERROR_USAGE, text, "neither http nor https");
        goto out;
    }
    target->authority = xasprintf("%s:%s", host, port);
    target->is_loopback = is_loopback(host);
    rc = 0;
out:
    curl_free(host);
    curl_free(port);
    curl_free(scheme);
    return rc;
}

int admit(const struct request *request, struct target *target,
          struct error *err)
{
    CURLU *url;
    int rc;

    if (admit_texts(request, err) < 0)
        return -1;
    url = curl_url();
    rc = admit_url(url, request->url, target, err);
    curl_url_cleanup(url);
    return rc;
}

void target_clear(struct target *target)
{
    free(target->authority);
    *target = (struct target){0};
}

/* "name: value"; an empty value is written "name;" (CURLOPT_HTTPHEADER). */
static struct curl_slist *add_field(struct curl_slist *list,
                                    const struct field *field)
{
    bool is_empty = !field->value[strspn(field->value, " \t")];
    char *line = is_empty ? xasprintf("%s;", field->name)
                          : xasprintf("%s: %s", field->name, field->value);

    list = curl_slist_append(list, line);
    free(line);
    return list;
}

struct curl_slist *admit_fields(const struct request *request)
{
    struct curl_slist *list = NULL;

    for (size_t i = 0; i < request->fields.len; i++)
        list = add_field(list, &request->fields.items[i]);
    if (!fields_get(&request->fields, "Expect"))
        list = curl_slist_append(list, "Expect:");
    if (request->content && !fields_get(&request->fields, "Content-Type"))
        list = curl_slist_append(list, "Content-Type:");
    return list;
}
