#include "suite/select.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/text.h"
#include "suite/again.h"

#include <string.h>

static bool any_matches(const char *const *globs, const char *id)
{
    for (; globs && *globs; globs++)
        if (text_glob(*globs, id))
            return true;
    return false;
}

static bool has_any_tag(const struct testcase *testcase,
                        const char *const *tags)
{
    for (; *tags; tags++)
        if (json_array_has_text(testcase->tags, *tags))
            return true;
    return false;
}

static bool is_selected(const struct selection *selection,
                        const struct testcase *testcase)
{
    if (selection->include && *selection->include &&
        !any_matches(selection->include, testcase->id))
        return false;
    if (any_matches(selection->exclude, testcase->id))
        return false;
    return !selection->tags || !*selection->tags ||
           has_any_tag(testcase, selection->tags);
}

static bool is_asked_for(const struct selection *selection, const char *tag)
{
    const char *const *asked = selection->opt_in;

    for (; asked && *asked; asked++)
        if (!strcmp(*asked, tag))
            return true;
    return false;
}

/* The first of wanted that offered lacks, or NULL. */
static const char *first_missing(const json_t *wanted, const json_t *offered)
{
    json_t *item;
    size_t i;

    json_array_foreach(wanted, i, item)
        if (!json_array_has_text(offered, json_string_value(item)))
            return json_string_value(item);
    return NULL;
}

static bool uses_identity(const struct testcase *testcase, const char *name)
{
    for (size_t i = 0; i < testcase->steps_len; i++)
        if (!strcmp(testcase->steps[i].identity, name))
            return true;
    return false;
}

/* A read that is a step of its own, not one around a step. */
static bool has_reading_step(const struct testcase *testcase)
{
    for (size_t i = 0; i < testcase->steps_len; i++)
        if (!strcmp(testcase->steps[i].operation->method, "GET"))
            return true;
    return false;
}

static const struct lack *first_lack(const struct selection *selection,
                                     const struct testcase *testcase)
{
    for (size_t i = 0; i < selection->lacks_len; i++) {
        const struct lack *lack = &selection->lacks[i];

        if (json_array_has_text(testcase->needs, lack->capability) ||
            (!strcmp(lack->capability, "read") && has_reading_step(testcase)))
            return lack;
    }
    return NULL;
}

static bool all_clauses_are_off(const struct testcase *testcase)
{
    for (size_t i = 0; i < testcase->clauses_len; i++)
        if (!testcase->clauses[i]->is_off)
            return false;
    return testcase->clauses_len > 0;
}

/* Why a selected testcase cannot run, in new memory; NULL when it can. */
static char *skip_reason(const struct catalog *catalog,
                         const struct selection *selection,
                         const struct testcase *testcase)
{
    const struct lack *lack;
    const char *missing;

    if (all_clauses_are_off(testcase))
        return xasprintf("profile %s switches off %s: %s",
                         json_member_text(catalog->profile, "id", ""),
                         testcase->clauses[0]->id,
                         testcase->clauses[0]->off_reason);
    if (testcase->opt_in && !is_asked_for(selection, testcase->opt_in))
        return xasprintf("must be asked for with --opt-in %s",
                         testcase->opt_in);
    missing = first_missing(testcase->given, selection->resources);
    if (missing)
        return xasprintf("needs a resource that this run does not have: %s",
                         missing);
    lack = first_lack(selection, testcase);
    if (lack)
        return xasprintf("needs the capability %s: %s", lack->capability,
                         lack->reason);
    if (!selection->has_token && (uses_identity(testcase, "nobody") ||
                                  uses_identity(testcase, "stranger")))
        return xstrdup("no token was given, so none can be missing or wrong");
    /* The pages tell of tokens only. What a wrong signature is answered is the
     * word of a gateway before the service, and promised by none of them. */
    if (selection->signs && uses_identity(testcase, "stranger"))
        return xstrdup("requests are signed (--ak), so there is no token that "
                       "could be wrong");
    return NULL;
}

/* Entries come suite by suite, so only the last one can be this one. */
static void note_suite(struct plan *plan, const struct suite *suite)
{
    if (plan->suites_len && plan->suites[plan->suites_len - 1] == suite)
        return;
    plan->suites = xrealloc_array(plan->suites, plan->suites_len + 1,
                                  sizeof(*plan->suites));
    plan->suites[plan->suites_len++] = suite;
}

static void add_entry(struct plan *plan, const struct testcase *testcase,
                      char *reason)
{
    plan->entries =
        xgrow(plan->entries, plan->len, &plan->cap, sizeof(*plan->entries));
    plan->entries[plan->len++] = (struct plan_entry){testcase, reason};
    note_suite(plan, testcase->suite);
}

typedef bool (*tester)(const struct testcase *testcase, const char *word);

static bool id_matches(const struct testcase *testcase, const char *glob)
{
    return text_glob(glob, testcase->id);
}

static bool tag_is(const struct testcase *testcase, const char *tag)
{
    return json_array_has_text(testcase->tags, tag);
}

static bool opt_in_is(const struct testcase *testcase, const char *tag)
{
    return testcase->opt_in && !strcmp(testcase->opt_in, tag);
}

/* A word that says nothing about any testcase is a slip of the pen. */
static int check_words(const struct catalog *catalog, const char *const *words,
                       tester test, const char *option, struct error *err)
{
    for (; words && *words; words++) {
        bool found = false;

        for (size_t i = 0; i < catalog->suites_len; i++)
            for (size_t k = 0; k < catalog->suites[i].testcases_len; k++)
                found = found || test(&catalog->suites[i].testcases[k], *words);
        if (!found)
            return error_set(err, ERROR_USAGE, option,
                             "\"%s\" matches no testcase; see `assay list`",
                             *words);
    }
    return 0;
}

/* Leaving out what must be asked for leaves nothing out. */
static bool is_narrowed(const struct selection *selection)
{
    const char *const *const words[] = {selection->include, selection->exclude,
                                        selection->tags};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (words[i] && *words[i])
            return true;
    return false;
}

static void set_scope(struct plan *plan, const struct selection *selection)
{
    struct buffer reason;

    buffer_init(&reason, 0);
    if (is_narrowed(selection))
        buffer_add_text(&reason, "testcases were selected");
    for (size_t i = 0; i < selection->lacks_len; i++)
        buffer_printf(&reason, "%sno %s: %s", reason.len ? "; " : "",
                      selection->lacks[i].capability,
                      selection->lacks[i].reason);
    plan->scope = is_narrowed(selection) ? PLAN_SCOPE_PART
                  : selection->lacks_len ? PLAN_SCOPE_CORE
                                         : PLAN_SCOPE_FULL;
    if (reason.len)
        plan->scope_reason = buffer_take(&reason);
    buffer_clear(&reason);
}

int plan_build(const struct catalog *catalog, const struct selection *selection,
               struct plan *plan, struct error *err)
{
    if (check_words(catalog, selection->include, id_matches, "--include", err) <
            0 ||
        check_words(catalog, selection->exclude, id_matches, "--exclude", err) <
            0 ||
        check_words(catalog, selection->tags, tag_is, "--tag", err) < 0 ||
        check_words(catalog, selection->opt_in, opt_in_is, "--opt-in", err) < 0)
        return -1;
    for (size_t i = 0; i < catalog->suites_len; i++)
        for (size_t k = 0; k < catalog->suites[i].testcases_len; k++) {
            const struct testcase *testcase = &catalog->suites[i].testcases[k];

            if (is_selected(selection, testcase))
                add_entry(plan, testcase,
                          skip_reason(catalog, selection, testcase));
        }
    plan->dialect = json_member_text(catalog->dialect, "id", "");
    plan->profile = json_member_text(catalog->profile, "id", "");
    plan->profile_title = json_member_text(catalog->profile, "title", "");
    set_scope(plan, selection);
    plan->pages = catalog->pages;
    plan->pages_len = catalog->pages_len;
    plan->selection = selection_record(selection);
    if (!plan->len)
        return error_set(err, ERROR_USAGE, "",
                         "no testcase is selected; see `assay list`");
    return 0;
}
