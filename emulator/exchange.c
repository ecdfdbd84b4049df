#include "emulator/exchange.h"

#include "base/alloc.h"

#include <strings.h>

const char *request_header(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->headers_len; i++)
        if (!strcasecmp(request->headers[i].name, name))
            return request->headers[i].value;
    return NULL;
}

char *request_base(const struct request *request)
{
    const char *scheme = request_header(request, "X-Forwarded-Proto");
    bool secure = scheme && !strcasecmp(scheme, "https");

    return xasprintf("http%s://%s", secure ? "s" : "",
                     request->host ? request->host : "localhost");
}

void exchange_remember(struct exchange *x, const struct resource *resource)
{
    if (x->has_before)
        resource_clear(&x->before);
    x->before = resource_copy(resource);
    x->has_before = true;
}

void exchange_clear(struct exchange *x)
{
    target_clear(&x->request.target);
    json_decref(x->document);
    change_clear(&x->change);
    if (x->has_before)
        resource_clear(&x->before);
    answer_clear(&x->answer);
    *x = (struct exchange){0};
}
