#include "run/ledger_place.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "run/ledger_read.h"

#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More files than that in the directory are not looked at. */
#define FILES_MAX 1000

#define SUFFIX ".jsonl"

static const char *home(void)
{
    const char *home = getenv("HOME");
    const struct passwd *user =
        home && home[0] == '/' ? NULL : getpwuid(geteuid());

    return user ? user->pw_dir : home;
}

char *ledger_directory(struct error *err)
{
    const char *state = getenv("XDG_STATE_HOME");

    /* the specification: a path that is not absolute is to be ignored */
    if (state && state[0] == '/')
        return xasprintf("%s/assay", state);
    state = home();
    if (state && state[0] == '/')
        return xasprintf("%s/.local/state/assay", state);
    error_set(err, ERROR_USAGE, "--ledger",
              "is needed, since this user has no home directory in which a "
              "ledger would outlive the run");
    return NULL;
}

int ledger_make_room(const char *path, const char *command, struct error *err)
{
    struct ledger_file file;
    struct ledger_record record;
    bool finished;

    if (access(path, F_OK) < 0 && errno == ENOENT)
        return 0;
    if (ledger_take_over(path, &file, &record, err) < 0)
        return -1;
    finished = !ledger_record_open(&record);
    if (!finished)
        error_set(err, ERROR_USAGE, path,
                  "holds what an earlier run has changed and not put back; "
                  "first: %s (or remove it, when that target is no more)",
                  command);
    else if (unlink(path) < 0)
        error_set(err, ERROR_USAGE, path, "cannot be removed: %s",
                  strerror(errno));
    ledger_record_clear(&record);
    ledger_file_close(&file);
    return error_is_set(err) ? -1 : 0;
}

static bool is_about(const struct ledger_record *record, const char *base_url,
                     const char *project_id)
{
    return !strcmp(json_member_text(record->head, "base_url", ""), base_url) &&
           !strcmp(json_member_text(record->head, "project_id", ""),
                   project_id);
}

static bool holds_one(const struct ledger_record *record,
                      const char *const *ids, size_t ids_len)
{
    for (size_t i = 0; i < record->undo.len; i++)
        for (size_t k = 0; k < ids_len; k++) {
            const struct undo_entry *entry = &record->undo.entries[i];

            if (!entry->made && entry->end == UNDO_OPEN && ids[k] &&
                !strcmp(entry->id, ids[k]))
                return true;
        }
    return false;
}

/* Takes path. The one that holds a snapshot is the one to be told of. */
static void add_rest(struct ledger_rest *rest, char *path, bool has_snapshot)
{
    bool better = !rest->path || (has_snapshot && !rest->has_snapshot);
    char *worse = better ? rest->path : path;

    rest->others += rest->path != NULL;
    if (better) {
        rest->path = path;
        rest->has_snapshot = has_snapshot;
    }
    free(worse);
}

static bool is_ledger(const char *name)
{
    size_t len = strlen(name), suffix = strlen(SUFFIX);

    return len > suffix && !strcmp(name + len - suffix, SUFFIX);
}

void ledger_look(const char *directory, const char *base_url,
                 const char *project_id, const char *const *ids, size_t ids_len,
                 struct ledger_rest *rest)
{
    DIR *stream = opendir(directory);
    const struct dirent *entry;

    *rest = (struct ledger_rest){0};
    for (int files = 0;
         stream && files < FILES_MAX && (entry = readdir(stream)); files++) {
        char *path = path_join(directory, entry->d_name);
        struct ledger_file file;
        struct ledger_record record;
        struct error ignored = {0};

        if (is_ledger(entry->d_name) &&
            ledger_take_over(path, &file, &record, &ignored) == 0) {
            /* one without a head may be a run that is about to begin */
            size_t open = ledger_record_open(&record);

            if (record.head && !open) {
                unlink(path);
            } else if (open && is_about(&record, base_url, project_id)) {
                add_rest(rest, path, holds_one(&record, ids, ids_len));
                path = NULL;
            }
            ledger_record_clear(&record);
            ledger_file_close(&file);
        }
        free(path);
    }
    if (stream)
        closedir(stream);
}

void ledger_rest_clear(struct ledger_rest *rest)
{
    free(rest->path);
    *rest = (struct ledger_rest){0};
}
