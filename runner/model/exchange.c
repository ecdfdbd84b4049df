#include "model/exchange.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void fields_add(struct fields *fields, const char *name, const char *value)
{
    fields->items =
        xgrow(fields->items, fields->len, &fields->cap, sizeof(*fields->items));
    fields->items[fields->len++] =
        (struct field){xstrdup(name), xstrdup(value)};
}

const char *fields_get(const struct fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->len; i++)
        if (!strcasecmp(fields->items[i].name, name))
            return fields->items[i].value;
    return NULL;
}

void fields_copy(struct fields *to, const struct fields *from)
{
    for (size_t i = 0; i < from->len; i++)
        fields_add(to, from->items[i].name, from->items[i].value);
}

void fields_clear(struct fields *fields)
{
    for (size_t i = 0; i < fields->len; i++) {
        free(fields->items[i].name);
        free(fields->items[i].value);
    }
    free(fields->items);
    *fields = (struct fields){0};
}

static const char *const transports[] = {
    "ok",       "resolve",   "connect",   "tls",         "timeout", "reset",
    "protocol", "too-large", "throttled", "interrupted", "budget",  "other"};

const char *transport_name(enum transport transport)
{
    return transports[transport];
}

int transport_from_name(const char *name)
{
    for (size_t i = 0; i < sizeof(transports) / sizeof(*transports); i++)
        if (!strcmp(transports[i], name))
            return (int)i;
    return -1;
}

void request_copy(struct request *to, const struct request *from)
{
    to->method = xstrdup(from->method);
    to->url = xstrdup(from->url);
    fields_copy(&to->fields, &from->fields);
    if (from->content)
        to->content = xmemdup(from->content, from->content_len);
    to->content_len = from->content ? from->content_len : 0;
}

void request_clear(struct request *request)
{
    free(request->method);
    free(request->url);
    fields_clear(&request->fields);
    free(request->content);
    *request = (struct request){0};
}

void exchange_clear(struct exchange *exchange)
{
    free(exchange->step);
    free(exchange->name);
    free(exchange->started);
    request_clear(&exchange->request);
    free(exchange->response.http_version);
    fields_clear(&exchange->response.fields);
    free(exchange->response.content);
    free(exchange->tls);
    free(exchange->transport_text);
    *exchange = (struct exchange){0};
}

struct exchange *exchanges_take(struct exchanges *list,
                                struct exchange *exchange)
{
    list->items =
        xgrow(list->items, list->len, &list->cap, sizeof(*list->items));
    list->items[list->len] = *exchange;
    *exchange = (struct exchange){0};
    return &list->items[list->len++];
}

const struct exchange *exchanges_find(const struct exchanges *list,
                                      const char *step, const char *name)
{
    for (size_t i = list->len; i-- > 0;)
        if (!strcmp(list->items[i].step, step) &&
            !strcmp(list->items[i].name, name))
            return &list->items[i];
    return NULL;
}

void exchanges_clear(struct exchanges *list)
{
    for (size_t i = 0; i < list->len; i++)
        exchange_clear(&list->items[i]);
    free(list->items);
    *list = (struct exchanges){0};
}
