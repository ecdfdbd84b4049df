#include "run/ledger_read.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A ledger being read. */
struct reader {
    const char *path;
    struct ledger_record *record;
    size_t line; /* number of the line, from 1 */
};

static int damaged(const struct reader *reader, const char *why,
                   struct error *err)
{
    return error_set(err, ERROR_USAGE, reader->path, "line %zu: %s",
                     reader->line, why);
}

/* What a member of a line must be. */
struct member {
    const char *name;
    json_type type;
    bool may_be_absent;
};

#define MEMBERS_MAX 10

static const struct member head_members[MEMBERS_MAX + 1] = {
    {"assay", JSON_STRING, false},    {"marker", JSON_STRING, false},
    {"base_url", JSON_STRING, false}, {"project_id", JSON_STRING, false},
    {"dialect", JSON_STRING, false},  {"profile", JSON_STRING, false},
    {"started", JSON_STRING, false},  {"host", JSON_STRING, false},
    {"pid", JSON_INTEGER, false},     {"microversion", JSON_STRING, true}};

static int take_head(struct reader *reader, const json_t *line,
                     struct error *err)
{
    if (json_integer_value(json_object_get(line, "ledger")) != LEDGER_VERSION)
        return damaged(reader, "is of another version of ledgers", err);
    if (reader->line != 1)
        return damaged(reader, "a second head", err);
    reader->record->head = json_incref((json_t *)line);
    return 0;
}

/* The resource of that word; false: there is none. */
static bool read_kind(const json_t *line, enum undo_resource *resource)
{
    const char *word = json_member_text(line, "kind", "");

    for (*resource = UNDO_SNAPSHOT; *resource <= UNDO_VOLUME; ++*resource)
        if (!strcmp(word, undo_word(*resource)))
            return true;
    return false;
}

static json_int_t number_of(const json_t *line)
{
    return json_integer_value(json_object_get(line, "entry"));
}

/* The next entry, with what its line says; takes nothing. */
static int take_entry(struct reader *reader, const json_t *line,
                      struct error *err)
{
    struct undo *undo = &reader->record->undo;
    struct undo_entry entry = {
        .made = !json_object_get(line, "original"),
        .original = json_incref(json_object_get(line, "original"))};

    if (number_of(line) != (json_int_t)undo->len + 1 ||
        undo->len >= LEDGER_ENTRIES_MAX || !read_kind(line, &entry.resource)) {
        json_decref(entry.original);
        return damaged(reader, "its entry is not the next one, or of no kind",
                       err);
    }
    entry.id = xstrdup(json_member_text(line, "id", NULL));
    entry.name = xstrdup(json_member_text(line, "name", NULL));
    undo->entries =
        xgrow(undo->entries, undo->len, &undo->cap, sizeof(*undo->entries));
    undo->entries[undo->len++] = entry;
    return 0;
}

/* The entry that a line is about, or NULL with err. */
static struct undo_entry *find_entry(struct reader *reader, const json_t *line,
                                     struct error *err)
{
    struct undo *undo = &reader->record->undo;
    json_int_t number = number_of(line);

    if (number >= 1 && (size_t)number <= undo->len)
        return &undo->entries[number - 1];
    damaged(reader, "is about an entry that is not there", err);
    return NULL;
}

static int take_created(struct reader *reader, const json_t *line,
                        struct error *err)
{
    struct undo_entry *entry = find_entry(reader, line, err);

    if (!entry)
        return -1;
    if (!entry->name || entry->id)
        return damaged(reader, "tells an id that was known", err);
    entry->id = xstrdup(json_member_text(line, "id", NULL));
    return 0;
}

static int take_undone(struct reader *reader, const json_t *line,
                       struct error *err)
{
    struct undo_entry *entry = find_entry(reader, line, err);

    if (!entry)
        return -1;
    /* which end it was matters to nobody any more */
    entry->end = UNDO_UNCHANGED;
    return 0;
}

static int take_done(struct reader *reader, const json_t *line,
                     struct error *err)
{
    (void)line;
    if (ledger_record_open(reader->record))
        return damaged(reader, "says that all is done, and it is not", err);
    reader->record->done = true;
    return 0;
}

static const struct kind {
    const char *what;
    struct member members[MEMBERS_MAX + 1]; /* besides "what" */
    int (*take)(struct reader *reader, const json_t *line, struct error *err);
} kinds[] = {
    {"changed",
     {{"entry", JSON_INTEGER, false},
      {"kind", JSON_STRING, false},
      {"id", JSON_STRING, false},
      {"original", JSON_OBJECT, false}},
     take_entry},
    {"create",
     {{"entry", JSON_INTEGER, false},
      {"kind", JSON_STRING, false},
      {"name", JSON_STRING, false},
      {"content", JSON_OBJECT, false}},
     take_entry},
    {"may-appear",
     {{"entry", JSON_INTEGER, false},
      {"kind", JSON_STRING, false},
      {"id", JSON_STRING, false}},
     take_entry},
    {"created",
     {{"entry", JSON_INTEGER, false}, {"id", JSON_STRING, false}},
     take_created},
    {"undone",
     {{"entry", JSON_INTEGER, false}, {"how", JSON_STRING, false}},
     take_undone},
    {"done", {{"time", JSON_STRING, false}}, take_done},
};

/* Are the members there, of their types, and no text empty? */
static int check_members(const struct reader *reader, const json_t *line,
                         const struct member *members, struct error *err)
{
    for (; members->name; members++) {
        const json_t *value = json_object_get(line, members->name);

        if (!value && members->may_be_absent)
            continue;
        if (!value || json_typeof(value) != members->type ||
            (json_is_string(value) && !json_string_length(value) &&
             strcmp(members->name, "host")))
            return error_set(err, ERROR_USAGE, reader->path,
                             "line %zu: \"%s\" is missing or of another type",
                             reader->line, members->name);
    }
    return 0;
}

static int take_line(struct reader *reader, const json_t *line,
                     struct error *err)
{
    const char *what = json_member_text(line, "what", "");

    if (reader->line == 1 && strcmp(what, "run"))
        return damaged(reader, "is no head of a ledger", err);
    if (reader->record->done)
        return damaged(reader, "comes after the last one", err);
    if (!strcmp(what, "run"))
        return check_members(reader, line, head_members, err) < 0
                   ? -1
                   : take_head(reader, line, err);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
        if (!strcmp(what, kinds[i].what))
            return check_members(reader, line, kinds[i].members, err) < 0
                       ? -1
                       : kinds[i].take(reader, line, err);
    return damaged(reader, "is of no kind that is known", err);
}

/* One whole line, without its end. */
static int parse_line(struct reader *reader, const char *bytes, size_t len,
                      struct error *err)
{
    json_t *line = NULL;
    char *message = NULL;
    int rc = -1;

    if (len >= LEDGER_LINE_MAX)
        damaged(reader, "is too long", err);
    else if (json_parse_text(bytes, len, &line, &message) != JSON_TEXT_OK)
        damaged(reader, message ? message : "is not JSON", err);
    else if (!json_is_object(line))
        damaged(reader, "is no object", err);
    else
        rc = take_line(reader, line, err);
    free(message);
    json_decref(line);
    return rc;
}

/* The whole file from its beginning, without moving anything. */
static int read_bytes(int fd, const char *path, struct buffer *bytes,
                      struct error *err)
{
    char chunk[8192];
    ssize_t got = 1;

    while (got > 0 || (got < 0 && errno == EINTR)) {
        got = pread(fd, chunk, sizeof(chunk), (off_t)bytes->len);
        if (got > 0 && buffer_add(bytes, chunk, (size_t)got) < 0)
            return error_set(err, ERROR_USAGE, path,
                             "is larger than a ledger may be (%zu bytes)",
                             bytes->max);
    }
    return got == 0 ? 0
                    : error_set(err, ERROR_USAGE, path, "cannot be read: %s",
                                strerror(errno));
}

/* A file that ends within its first line is a ledger if that may be a head. */
static int check_torn(struct reader *reader, const struct buffer *bytes,
                      struct error *err)
{
    static const char begin[] = "{\"what\":\"run\",";
    size_t len =
        bytes->len < sizeof(begin) - 1 ? bytes->len : sizeof(begin) - 1;

    reader->line = 1;
    return reader->record->head || !memcmp(buffer_text(bytes), begin, len)
               ? 0
               : damaged(reader, "is no head of a ledger", err);
}

int ledger_read(int fd, const char *path, struct ledger_record *record,
                struct error *err)
{
    struct reader reader = {.path = path, .record = record};
    struct buffer bytes;
    const char *end;
    int rc;

    *record = (struct ledger_record){0};
    buffer_init(&bytes, LEDGER_BYTES_MAX);
    rc = read_bytes(fd, path, &bytes, err);
    while (rc == 0 && record->whole < bytes.len &&
           (end = memchr(bytes.data + record->whole, '\n',
                         bytes.len - record->whole))) {
        const char *begin = bytes.data + record->whole;

        reader.line++;
        rc = parse_line(&reader, begin, (size_t)(end - begin), err);
        record->whole += (size_t)(end - begin) + 1;
    }
    if (rc == 0)
        rc = check_torn(&reader, &bytes, err);
    buffer_clear(&bytes);
    if (rc < 0)
        ledger_record_clear(record);
    return rc;
}

/* Locked, so that nobody else writes or undoes. */
static int lock(struct ledger_file *file, struct error *err)
{
    long holder;

    if (ledger_file_lock(file->fd, &holder) == 0)
        return 0;
    if (holder < 0)
        return error_set(err, ERROR_USAGE, file->path, "cannot be locked: %s",
                         strerror(errno));
    return error_set(err, ERROR_USAGE, file->path,
                     "its run is still going on (process %ld) and puts things "
                     "back itself when it ends",
                     holder);
}

static int is_regular(const struct ledger_file *file, struct error *err)
{
    struct stat st;

    if (fstat(file->fd, &st) == 0 && S_ISREG(st.st_mode))
        return 0;
    return error_set(err, ERROR_USAGE, file->path, "is no regular file");
}

/* What is torn must go, or the next line would be glued to it. */
static int cut(struct ledger_file *file, const struct ledger_record *record,
               struct error *err)
{
    if ((record->head && ftruncate(file->fd, (off_t)record->whole) < 0) ||
        lseek(file->fd, 0, SEEK_END) < 0)
        return error_set(err, ERROR_USAGE, file->path, "cannot be written: %s",
                         strerror(errno));
    file->bytes = record->whole;
    file->done = record->done;
    return 0;
}

int ledger_take_over(const char *path, struct ledger_file *file,
                     struct ledger_record *record, struct error *err)
{
    *file = (struct ledger_file){.path = xstrdup(path)};
    *record = (struct ledger_record){0};
    file->fd = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (file->fd < 0)
        error_set(err, ERROR_USAGE, path, "cannot be opened: %s",
                  strerror(errno));
    else if (is_regular(file, err) == 0 && lock(file, err) == 0 &&
             ledger_read(file->fd, path, record, err) == 0 &&
             cut(file, record, err) == 0)
        return 0;
    ledger_record_clear(record);
    ledger_file_close(file);
    return -1;
}

size_t ledger_record_open(const struct ledger_record *record)
{
    size_t count = 0;

    for (size_t i = 0; i < record->undo.len; i++)
        count += record->undo.entries[i].end == UNDO_OPEN;
    return count;
}

void ledger_record_clear(struct ledger_record *record)
{
    json_decref(record->head);
    undo_clear(&record->undo);
    *record = (struct ledger_record){0};
}
