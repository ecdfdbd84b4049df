#include "http/options.h"

#include "base/alloc.h"
#include "http/client_cert.h"
#include "http/proxy.h"
#include "http/resolve.h"
#include "http/trust.h"

#include <assert.h>
#include <stdlib.h>

int http_options_check(const struct http_options *options, struct error *err)
{
    assert(options->timeout_ms > 0 && options->connect_timeout_ms > 0);
    assert(options->max_body > 0 && options->max_header > 0);
    assert(options->rate_per_s >= 0);
    if (options->cacert && trust_check(options->cacert, err) < 0)
        return -1;
    if (options->proxy && proxy_check(options->proxy, err) < 0)
        return -1;
    for (size_t i = 0; i < options->resolve_len; i++)
        if (resolve_check(options->resolve[i], err) < 0)
            return -1;
    return client_cert_check(options->cert, options->key, err);
}

struct http_options http_options_copy(const struct http_options *options)
{
    struct http_options copy = *options;
    char **resolve = xcalloc(options->resolve_len ? options->resolve_len : 1,
                             sizeof(char *));

    for (size_t i = 0; i < options->resolve_len; i++)
        resolve[i] = xstrdup(options->resolve[i]);
    copy.resolve = (const char *const *)resolve;
    copy.cacert = xstrdup(options->cacert);
    copy.user_agent = xstrdup(options->user_agent);
    copy.proxy = xstrdup(options->proxy);
    copy.cert = xstrdup(options->cert);
    copy.key = xstrdup(options->key);
    copy.secrets = NULL;
    copy.secrets_len = 0;
    return copy;
}

void http_options_clear(struct http_options *options)
{
    for (size_t i = 0; i < options->resolve_len; i++)
        free((char *)options->resolve[i]);
    free((char **)options->resolve);
    free((char *)options->cacert);
    free((char *)options->user_agent);
    free((char *)options->proxy);
    free((char *)options->cert);
    free((char *)options->key);
    *options = (struct http_options){0};
}
