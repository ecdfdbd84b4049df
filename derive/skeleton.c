/*
 * skeleton.c - one clause after another: ids, elements, digests.
 */
#include "derive/skeleton.h"

#include "base/alloc.h"
#include "base/json.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define ID_MAX   120
#define UNTESTED "no testcase is written for it yet"

/* Letters, digits and . _ : / - only, from an alphanumeric to one. */
static char *clean_id(const char *text)
{
    char *id = xstrdup(text);
    size_t len;

    for (char *at = id; *at; at++)
        if (!isalnum((unsigned char)*at) && !strchr("._:/-", *at))
            *at = '-';
    len = strlen(id);
    if (len > ID_MAX)
        len = ID_MAX;
    while (len && !isalnum((unsigned char)id[len - 1]))
        len--;
    id[len] = '\0';
    return id;
}

static bool is_taken(const struct skeleton *ledger, const char *id)
{
    const json_t *clause;
    size_t i;

    json_array_foreach(ledger->clauses, i, clause)
        if (!strcmp(json_member_text(clause, "id", ""), id))
            return true;
    return false;
}

/* An id that no clause has yet; takes text. New. */
static char *free_id(const struct skeleton *ledger, char *text)
{
    char *base = clean_id(text), *id = xstrdup(base);

    for (size_t n = 2; is_taken(ledger, id); n++) {
        free(id);
        id = xasprintf("%.*s-%zu", ID_MAX - 8, base, n);
    }
    free(base);
    free(text);
    return id;
}

/*
 * The digest of the spot. On pages whose elements have few ids, the nearest
 * one is that of a whole section; when the text alone is an element as well,
 * that one is meant, and the spot loses its id.
 */
static void digest_spot(const struct skeleton *ledger, struct spot *spot,
                        char digest[LEDGER_DIGEST_SIZE])
{
    const char *found = NULL;

    ledger_digest(spot->text ? spot->text : "", digest);
    if (ledger->page && *spot->element)
        found = ledger_page_digest(ledger->page, spot->element);
    else if (ledger->page && spot->line)
        found = ledger_page_row(ledger->page, spot->line, spot->name);
    if (!found || !strcmp(found, digest))
        return;
    if (*spot->element && spot->text && *spot->text &&
        ledger_page_is_wide(ledger->page, spot->element) &&
        ledger_page_has(ledger->page, digest))
        spot->element = "";
    else
        strcpy(digest, found);
}

/* Element ids are written without the prefix that all of a page share. */
static json_t *element_json(const struct contract *contract,
                            const char *element)
{
    size_t len = strlen(contract->page);

    if (!*element)
        return json_null();
    if (!strncmp(element, contract->page, len) &&
        !strncmp(element + len, "__", 2))
        element += len + 2;
    return json_string(element);
}

void skeleton_add(struct skeleton *ledger, char *id, char *text,
                  const char *basis, const struct spot *from, json_t *pointers)
{
    struct spot spot = *from;
    char digest[LEDGER_DIGEST_SIZE];
    json_t *clause = json_object();

    id = free_id(ledger, id);
    digest_spot(ledger, &spot, digest);
    json_object_set_new(clause, "id", json_string(id));
    json_object_set_new(clause, "element",
                        element_json(ledger->contract, spot.element));
    json_object_set_new(clause, "text", json_string(text));
    json_object_set_new(clause, "level", json_string("must"));
    json_object_set_new(clause, "basis", json_string(basis));
    if (json_array_size(pointers))
        json_object_set(clause, "schema", pointers);
    /* before the last member, so that the line can simply be deleted */
    json_object_set_new(clause, "untested", json_string(UNTESTED));
    json_object_set_new(clause, "digest", json_string(digest));
    json_array_append_new(ledger->clauses, clause);
    json_decref(pointers);
    free(text);
    free(id);
}
