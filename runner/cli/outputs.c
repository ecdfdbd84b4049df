#include "cli/outputs.h"

#include "base/alloc.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ASKED_LEN 5

/* A report that an option asks for by its path. */
struct asked {
    const char *format; /* its name is also the option's */
    const char *path;   /* NULL: not asked for */
};

static void list_asked(const struct config *config,
                       struct asked asked[ASKED_LEN])
{
    asked[0] = (struct asked){"tap", config->tap};
    asked[1] = (struct asked){"junit", config->junit};
    asked[2] = (struct asked){"json", config->json};
    asked[3] = (struct asked){"html", config->html};
    asked[4] = (struct asked){"har", config->har};
}

static const char *asked_path(const struct config *config, const char *format)
{
    struct asked asked[ASKED_LEN];

    list_asked(config, asked);
    for (size_t i = 0; i < ASKED_LEN; i++)
        if (!strcmp(asked[i].format, format))
            return asked[i].path;
    return NULL;
}

static int open_one(struct outputs *outputs, const struct report_format *format,
                    const char *path, const struct report_options *options,
                    struct error *err)
{
    if (format->open(path, options, &outputs->writers[outputs->len], err) < 0)
        return -1;
    outputs->len++;
    return 0;
}

/* A report must not end up under another one's name, nor under none. */
static int check_paths(const struct config *config, struct error *err)
{
    struct asked asked[ASKED_LEN];

    list_asked(config, asked);
    for (size_t i = 0; i < ASKED_LEN; i++) {
        if (asked[i].path && !asked[i].path[0])
            return error_set(err, ERROR_USAGE, "",
                             "--%s: an empty path names no file",
                             asked[i].format);
        for (size_t k = 0; asked[i].path && k < i; k++)
            if (asked[k].path && !output_is_stdout(asked[k].path) &&
                !strcmp(asked[i].path, asked[k].path))
                return error_set(err, ERROR_USAGE, "",
                                 "--%s: --%s writes the file %s already",
                                 asked[i].format, asked[k].format,
                                 asked[k].path);
    }
    return 0;
}

/* Into the directory of --out? A transcript is not made of a transcript. */
static bool is_written(const struct config *config,
                       const struct report_format *format)
{
    return format->file_name &&
           (config->command != FOR_JUDGE || strcmp(format->name, "har"));
}

/* Each format that has a file: where an option says, and inside --out. */
static int open_files(const struct config *config, struct outputs *outputs,
                      const struct report_options *options, int *on_stdout,
                      struct error *err)
{
    size_t len;
    const struct report_format *formats = report_formats(&len);

    for (size_t i = 0; i < len; i++) {
        const char *path = asked_path(config, formats[i].name);

        if (path && output_is_stdout(path))
            ++*on_stdout;
        if (path && open_one(outputs, &formats[i], path, options, err) < 0)
            return -1;
        if (config->out && is_written(config, &formats[i])) {
            char *inside = path_join(config->out, formats[i].file_name);
            int rc = open_one(outputs, &formats[i], inside, options, err);

            free(inside);
            if (rc < 0)
                return -1;
        }
    }
    return 0;
}

static bool wants_color(const struct config *config, int fd)
{
    if (!strcmp(config->color, "auto"))
        return isatty(fd) && !getenv("NO_COLOR");
    return !strcmp(config->color, "always");
}

int outputs_open(const struct config *config, const struct redactor *redactor,
                 struct outputs *outputs, struct error *err)
{
    struct report_options options = {.quiet = config->quiet,
                                     .verbose = config->verbose};
    int on_stdout = 0, fd;

    *outputs = (struct outputs){.retry = options_retry(config)};
    if (redactor)
        redact_text(redactor, &outputs->retry);
    options.retry = outputs->retry;
    if (check_paths(config, err) < 0 ||
        (config->out && directory_make(config->out, err) < 0) ||
        open_files(config, outputs, &options, &on_stdout, err) < 0)
        goto bad;
    if (on_stdout > 1) {
        error_set(err, ERROR_USAGE, "-",
                  "only one report can go to standard output");
        goto bad;
    }
    fd = on_stdout ? STDERR_FILENO : STDOUT_FILENO;
    options.progress = isatty(fd);
    options.color = wants_color(config, fd);
    if (open_one(outputs, report_format_find("console"),
                 on_stdout ? OUTPUT_STDERR : "-", &options, err) < 0)
        goto bad;
    return 0;
bad:
    outputs_close(outputs);
    return -1;
}

void outputs_close(struct outputs *outputs)
{
    for (size_t i = 0; i < outputs->len; i++)
        if (outputs->writers[i].free)
            outputs->writers[i].free(outputs->writers[i].state);
    free(outputs->retry);
    *outputs = (struct outputs){0};
}
