/*
 * ledger_check.c - does a page still say what the clauses were taken from?
 */
#include "derive/ledger.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"

#include <stdlib.h>
#include <string.h>

/* "evs_04_3058.html" -> "evs_04_3058"; new. */
static char *page_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    const char *dot = strrchr(name, '.');

    return xmemdup(name,
                   dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

/* What is wrong with a clause whose page is there; NULL: nothing. New. */
static char *judge(const json_t *clause, const char *prefix, const char *id,
                   struct ledger_page *page)
{
    const char *element = json_member_text(clause, "element", NULL);
    const char *digest = json_member_text(clause, "digest", "");
    const char *now;
    char *whole;

    if (!element)
        return ledger_page_has(page, digest)
                   ? NULL
                   : xasprintf("no element of %s has its text any more", id);
    whole = xasprintf("%s%s", prefix, element);
    now = ledger_page_digest(page, whole);
    if (!now)
        now = ledger_page_digest(page, element);
    free(whole);
    if (!now)
        return xasprintf("element #%s is gone from %s", element, id);
    return strcmp(now, digest)
               ? xasprintf("element #%s of %s has another text", element, id)
               : NULL;
}

void ledger_check(const json_t *ledger, const char *file,
                  const struct ledger_pages *pages, struct ledger_tally *tally,
                  struct buffer *differences)
{
    const json_t *source = json_object_get(ledger, "source");
    const char *prefix = json_member_text(source, "prefix", "");
    char *own = page_of(json_member_text(source, "file", ""));
    const json_t *clause;
    size_t i;

    json_array_foreach(json_object_get(ledger, "clauses"), i, clause) {
        const char *id = json_member_text(clause, "page", own);
        struct ledger_page *page = pages->find(pages->with, id);
        char *wrong;

        if (!page) {
            tally->unseen++;
            continue;
        }
        wrong = judge(clause, strcmp(id, own) ? "" : prefix, id, page);
        if (wrong)
            buffer_printf(differences, "%s: clause %s: %s\n", file,
                          json_member_text(clause, "id", "?"), wrong);
        tally->changed += wrong != NULL;
        tally->same += !wrong;
        free(wrong);
    }
    free(own);
}

static bool names_place(const json_t *clause, const char *file,
                        const char *pointer)
{
    const json_t *place;
    size_t i;

    json_array_foreach(json_object_get(clause, "schema"), i, place) {
        const char *text = json_string_value(place);
        const char *hash = text ? strchr(text, '#') : NULL;
        size_t len = hash ? (size_t)(hash - text) : 0, size = strlen(file);

        if (hash && len <= size && !strncmp(file + size - len, text, len) &&
            (len == size || file[size - len - 1] == '/') &&
            (pointer_is_below(hash + 1, pointer) ||
             pointer_is_below(pointer, hash + 1)))
            return true;
    }
    return false;
}

char *ledger_clauses_of(const json_t *ledger, const char *file,
                        const char *pointer)
{
    const json_t *clause;
    char *ids = NULL;
    size_t i;

    json_array_foreach(json_object_get(ledger, "clauses"), i, clause) {
        const char *id = json_member_text(clause, "id", "?");
        char *before = ids;

        if (!names_place(clause, file, pointer))
            continue;
        ids = before ? xasprintf("%s, %s", before, id) : xstrdup(id);
        free(before);
    }
    return ids;
}
