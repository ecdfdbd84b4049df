#include "http/proxy.h"

#include "base/alloc.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WHERE "--proxy"

/* Longer ones would not fit a field that servers take. */
#define CREDENTIALS_MAX 4096

/* A part of the URL in new memory (curl_free), percent-decoded, or NULL. */
static char *part(CURLU *url, CURLUPart what)
{
    char *text = NULL;

    return curl_url_get(url, what, &text, CURLU_URLDECODE) == CURLUE_OK ? text
                                                                        : NULL;
}

/* Returns a new handle, or NULL. */
static CURLU *parse(const char *text, CURLUcode *code)
{
    CURLU *url = curl_url();

    *code = curl_url_set(url, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME);
    if (*code == CURLUE_OK)
        return url;
    curl_url_cleanup(url);
    return NULL;
}

static bool is_known_scheme(const char *scheme)
{
    static const char *const schemes[] = {"http", "https", "socks5", "socks5h"};

    for (size_t i = 0; scheme && i < sizeof(schemes) / sizeof(*schemes); i++)
        if (!strcmp(schemes[i], scheme))
            return true;
    return false;
}

/* Only what is there can be wrong: decoding refuses control characters. */
static bool is_readable(CURLU *url, CURLUPart what, CURLUcode absent)
{
    char *text = NULL;
    CURLUcode code = curl_url_get(url, what, &text, CURLU_URLDECODE);
    bool is_right = code == absent ||
                    (code == CURLUE_OK && strlen(text) <= CREDENTIALS_MAX);

    curl_free(text);
    return is_right;
}

static const char *mistake(CURLU *url)
{
    char *scheme = part(url, CURLUPART_SCHEME);
    char *port = part(url, CURLUPART_PORT), *path = part(url, CURLUPART_PATH);
    char *query = part(url, CURLUPART_QUERY);
    char *fragment = part(url, CURLUPART_FRAGMENT);
    const char *text = NULL;

    if (!is_known_scheme(scheme))
        text = "the scheme is none of http, https, socks5 and socks5h";
    else if (!port || !strcmp(port, "0"))
        text = "the port is missing; write " WHERE " http://HOST:PORT";
    else if ((path && strcmp(path, "/") != 0) || query || fragment)
        text = "nothing may follow the port of a proxy";
    else if (!is_readable(url, CURLUPART_USER, CURLUE_NO_USER) ||
             !is_readable(url, CURLUPART_PASSWORD, CURLUE_NO_PASSWORD))
        text = "user or password hold a control character or are too long";
    curl_free(scheme);
    curl_free(port);
    curl_free(path);
    curl_free(query);
    curl_free(fragment);
    return text;
}

int proxy_check(const char *url, struct error *err)
{
    const char *text = "begin with http://, https:// or socks5://";
    CURLUcode code = CURLUE_OK;
    CURLU *parsed = strstr(url, "://") ? parse(url, &code) : NULL;

    if (code != CURLUE_OK)
        text = curl_url_strerror(code);
    else if (parsed)
        text = mistake(parsed);
    curl_url_cleanup(parsed);
    return text ? error_set(err, ERROR_USAGE, WHERE, "%s", text) : 0;
}

char *proxy_authority(const char *url)
{
    CURLUcode code;
    CURLU *parsed = parse(url, &code);
    char *host = part(parsed, CURLUPART_HOST);
    char *port = part(parsed, CURLUPART_PORT);
    char *authority = xasprintf("%s:%s", host, port);

    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parsed);
    return authority;
}

static void mask_basic(const char *user, const char *password,
                       struct redactor *redactor)
{
    char *plain = xasprintf("%s:%s", user, password);
    size_t len = strlen(plain);
    unsigned char *basic = xcalloc(len / 3 + 1, 4 + 1);

    EVP_EncodeBlock(basic, (const unsigned char *)plain, (int)len);
    redactor_add(redactor, (const char *)basic);
    free(basic);
    free(plain);
}

/* libcurl needs no scheme in the environment, and passes over what is wrong. */
static void mask_url(const char *text, struct redactor *redactor)
{
    CURLU *url = curl_url();
    char *user, *password;

    if (text)
        curl_url_set(url, CURLUPART_URL, text,
                     CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME);
    user = part(url, CURLUPART_USER);
    password = part(url, CURLUPART_PASSWORD);
    redactor_add(redactor, password);
    if (user || password)
        mask_basic(user ? user : "", password ? password : "", redactor);
    curl_free(user);
    curl_free(password);
    curl_url_cleanup(url);
}

/* CURLOPT_PROXY(3), "Environment variables". */
void proxy_mask(const char *url, struct redactor *redactor)
{
    static const char *const variables[] = {
        "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

    mask_url(url, redactor);
    for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
        mask_url(getenv(variables[i]), redactor);
}
