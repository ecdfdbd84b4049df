#include "base/buffer.h"
#include "cli/value.h"

#include <stdlib.h>
#include <string.h>

static void add_quoted(struct buffer *buf, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-./:=,@%+";

    if (*text && !text[strspn(text, plain)]) {
        buffer_add_text(buf, text);
        return;
    }
    buffer_add_text(buf, "'");
    for (; *text; text++)
        if (*text == '\'')
            buffer_add_text(buf, "'\\''");
        else
            buffer_add(buf, text, 1);
    buffer_add_text(buf, "'");
}

static void add_option(struct buffer *buf, const struct option *option,
                       const char *value)
{
    buffer_printf(buf, " --%s", option->name);
    if (option->type != FLAG) {
        buffer_add_text(buf, " ");
        add_quoted(buf, value);
    }
}

static void add_again(struct buffer *buf, const struct config *config,
                      const struct option *option)
{
    const void *at = (const char *)config + option->at;
    const struct list *list = at;
    char *value;

    if (value_is_default(config, option))
        return;
    if (option->type == LIST) {
        for (size_t i = 0; i < list->len; i++)
            add_option(buf, option, list->items[i]);
        return;
    }
    value = value_text(config, option);
    if (!(option->marks & USER_INFO) || !strchr(value, '@'))
        add_option(buf, option, value);
    free(value);
}

/* All that a command knows of what a person would type again. */
static void add_all(struct buffer *buf, const struct config *config,
                    int commands, enum option_group but)
{
    size_t len;
    const struct option *table = option_table(&len);

    for (size_t i = 0; i < len; i++)
        /* what is in the file of --config need not be repeated */
        if ((table[i].marks & AGAIN) && (table[i].commands & commands) &&
            table[i].group != but && config->origins[i].kind != FROM_FILE)
            add_again(buf, config, &table[i]);
}

char *options_retry(const struct config *config)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    buffer_add_text(&buf, "assay run");
    add_all(&buf, config, FOR_RUN, GROUPS_LEN);
    return buffer_take(&buf);
}

char *options_restore(const struct config *config, const char *ledger)
{
    struct buffer buf;

    buffer_init(&buf, 0);
    buffer_add_text(&buf, "assay restore ");
    add_quoted(&buf, ledger);
    /* the target is in the ledger */
    add_all(&buf, config, FOR_RESTORE, ABOUT_TARGET);
    return buffer_take(&buf);
}
