#include "vocabulary/vocabulary.h"

#include "base/alloc.h"
#include "base/calendar.h"
#include "jsonschema/vocabulary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* No instance has more bytes than this, so more need not be told apart. */
#define BYTES_MAX 9007199254740992.0

static char *compile_max_bytes(const json_t *value, void **data)
{
    const double number = json_number_value(value);
    size_t *most;

    if (!json_is_number(value) || number < 0 ||
        (number < BYTES_MAX && number != (double)(uint64_t)number))
        return xstrdup("must be a non-negative integer");
    most = xcalloc(1, sizeof(*most));
    *most = number < BYTES_MAX ? (size_t)number : SIZE_MAX;
    *data = most;
    return NULL;
}

static bool holds_max_bytes(const void *data, const json_t *instance)
{
    return json_string_length(instance) <= *(const size_t *)data;
}

static char *explain_max_bytes(const void *data, const json_t *instance)
{
    const size_t length = json_string_length(instance);

    return xasprintf("is %zu byte%s of UTF-8, at most %zu are allowed", length,
                     length == 1 ? "" : "s", *(const size_t *)data);
}

static const struct schema_keyword keywords[] = {
    {"maxBytes", TYPE_STRING, compile_max_bytes, free, holds_max_bytes,
     explain_max_bytes},
};

static int number_at(const char *text, size_t digits)
{
    int number = 0;

    while (digits-- > 0)
        number = number * 10 + (*text++ - '0');
    return number;
}

/*
 * The documentation says "YYYY-MM-DDTHH:MM:SS.XXXXXX": no zone, no leap
 * second; and a date must exist.
 */
static bool is_evs_date_time(const char *text, size_t len)
{
    static const char shape[] = "0000-00-00T00:00:00.000000";
    int month, day;

    if (len != sizeof(shape) - 1)
        return false;
    for (size_t i = 0; i < len; i++)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9'
                            : text[i] != shape[i])
            return false;
    month = number_at(text + 5, 2);
    day = number_at(text + 8, 2);
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= calendar_month_days(number_at(text, 4), month) &&
           number_at(text + 11, 2) < 24 && number_at(text + 14, 2) < 60 &&
           number_at(text + 17, 2) < 60;
}

static const struct schema_format formats[] = {
    {"evs-date-time", "YYYY-MM-DDTHH:MM:SS.XXXXXX, a real date without a zone",
     is_evs_date_time},
};

static void add(struct schema_store *store, const char *vocabulary)
{
    struct error none = {0}; /* one vocabulary is never too many */

    schema_store_add_vocabulary(store, vocabulary, keywords,
                                sizeof(keywords) / sizeof(*keywords), &none);
    schema_store_add_formats(store, formats,
                             sizeof(formats) / sizeof(*formats));
}

void vocabulary_add(struct schema_store *store)
{
    add(store, BYTES_VOCABULARY);
}

void vocabulary_add_everywhere(struct schema_store *store)
{
    add(store, NULL);
}

struct schema_store *vocabulary_store_new(void)
{
    static const struct schema_options options = {.assert_format = true,
                                                  .strict = true};
    struct schema_store *store = schema_store_new();

    schema_store_set_options(store, &options);
    vocabulary_add(store);
    return store;
}
