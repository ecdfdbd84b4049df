#include "cli/show.h"

#include "base/alloc.h"
#include "base/text.h"
#include "cli/environment.h"
#include "cli/override.h"
#include "cli/secrets.h"
#include "cli/value.h"

#include <stdlib.h>
#include <string.h>

#define MASKED "(given, not shown)"

/* The cloud, and which of its files says so. */
static char *cloud_origin(const struct config *config, const struct aim *aim,
                          const struct option *option)
{
    const char *text =
        option->type == TEXT
            ? *(const char *const *)(const void *)((const char *)config +
                                                   option->at)
            : NULL;

    return xasprintf("%s of %s", aim->cloud.name,
                     cloud_source(&aim->cloud, text));
}

/* "command line", "OS_TOKEN", "file F", "default", in new memory. */
static char *origin_text(const struct config *config, const struct aim *aim,
                         const struct option *option, struct origin origin)
{
    char room[VARIABLE_SIZE];

    switch (origin.kind) {
    case FROM_LINE:
        return xstrdup("command line");
    case FROM_ENVIRONMENT:
        return xstrdup(origin_variable(option, origin, room));
    case FROM_FILE:
        return xstrdup(config->config);
    case FROM_CLOUD:
        return cloud_origin(config, aim, option);
    case FROM_DEFAULT:
        break;
    }
    return xstrdup("default");
}

/* scheme://user:password@host without what is before the "@". New memory. */
static char *without_user(const char *url)
{
    const char *at = strrchr(url, '@');
    const char *host = strstr(url, "://");

    if (!at)
        return xstrdup(url);
    return xasprintf("%.*s(user not shown)@%s",
                     host ? (int)(host + 3 - url) : 0, url, at + 1);
}

/* The value for a person: masked, and safe on a terminal. NULL: not given. */
static char *shown_value(const struct config *config,
                         const struct redactor *redactor,
                         const struct option *option)
{
    char *value = value_text(config, option);
    char *shown = NULL, *plain;

    if (value && (option->marks & SECRET))
        shown = xstrdup(MASKED);
    if (value && !shown) {
        /* any URL: one with a password may stand where none is taken */
        plain = strstr(value, "://") ? without_user(value) : xstrdup(value);
        redact_text(redactor, &plain);
        shown = text_visible(plain, strlen(plain), 0);
        free(plain);
    }
    free(value);
    return shown;
}

static void print_line(FILE *out, const char *name, const char *value,
                       const char *origin)
{
    int used = fprintf(out, "  %-32s %s", name, value);

    fprintf(out, "%*s(%s)\n", used < 62 ? 62 - used : 1, "", origin);
}

static void print_option(const struct config *config, const struct aim *aim,
                         const struct redactor *redactor, size_t index,
                         const struct option *option, FILE *out)
{
    char *value = shown_value(config, redactor, option);
    char *origin;

    if (!value || (option->marks & LINE_ONLY)) {
        free(value);
        return;
    }
    origin = origin_text(config, aim, option, config->origins[index]);
    print_line(out, option->name, value, origin);
    free(origin);
    free(value);
}

static void print_settings(const struct config *config, const struct aim *aim,
                           const struct redactor *redactor, FILE *out)
{
    size_t len;
    const struct option *table = option_table(&len);

    for (int group = 0; group < GROUPS_LEN; group++) {
        fprintf(out, "%s%s:\n", group ? "\n" : "",
                option_group_title((enum option_group)group));
        for (size_t i = 0; i < len; i++)
            if ((int)table[i].group == group &&
                (table[i].commands & (int)config->command))
                print_option(config, aim, redactor, i, &table[i], out);
    }
}

/* Who is believed, and why, in a few words. */
static const char *proof_words(bool login, bool sign, const char *token)
{
    return login   ? "logs in with Keystone"
           : sign  ? "signs each request (AK/SK)"
           : token ? "has a token, which is sent as it is"
                   : "is nobody: no token is sent";
}

/* What stands in the URL behind the root: version and project. */
static const char *behind_root(const struct config *config,
                               const struct aim *aim)
{
    size_t len = strlen(aim->endpoint.root);
    const char *url = config->base_url;

    if (!url || strncmp(url, aim->endpoint.root, len) || !url[len])
        return "nothing";
    return url + len;
}

static void print_fact(const struct aim *aim, const char *name,
                       const char *value, FILE *out)
{
    char *shown = xstrdup(value);

    redact_text(aim->redactor, &shown);
    fprintf(out, "  %-32s %s\n", name, shown);
    free(shown);
}

static void print_understood(const struct config *config, const struct aim *aim,
                             FILE *out)
{
    bool from_catalog = !config->base_url && !config->emulator;
    const char *project =
        aim->login ? aim->owner.project_id : aim->target.project_id;

    fprintf(out, "\nUnderstood:\n");
    if (config->emulator) {
        fprintf(out, "  %-32s the bundled emulator\n", "endpoint");
    } else if (from_catalog) {
        fprintf(out, "  %-32s looked up in the catalog\n", "endpoint");
    } else {
        print_fact(aim, "root", aim->endpoint.root, out);
        print_fact(aim, "behind it in the URL", behind_root(config, aim), out);
    }
    print_fact(aim, "project", project ? project : "the one of the login", out);
    fprintf(out, "  %-32s %s\n", "the owner",
            proof_words(aim->login, aim->sign, aim->token));
    if (aim->has_second)
        fprintf(out, "  %-32s %s\n", "the second identity",
                proof_words(aim->second_login, aim->second_sign,
                            aim->second.token));
}

int show_config(const struct config *config, FILE *out, struct error *err)
{
    struct config effective = *config;
    struct masking masking;
    struct redactor *redactor;
    struct error ignored = {0};
    struct aim aim;
    int rc;

    /* as for a dry run, nothing is started or sent */
    effective.dry_run = true;
    rc = aim_take(&effective, &aim, err);
    effective.dry_run = config->dry_run;
    if (rc == 0)
        override_show(&aim, &effective);
    /* one of its own, since an aim that was not understood has none */
    masking_of(config, &masking, &ignored);
    redactor = redactor_new(&masking);
    secrets_add(redactor, config, &aim, NULL);
    print_settings(&effective, &aim, redactor, out);
    if (rc == 0)
        print_understood(&effective, &aim, out);
    redactor_free(redactor);
    aim_drop(&aim);
    return rc;
}
