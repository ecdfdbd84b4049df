#include "derive/trait_rules.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static void take_true(struct scan *scan, const struct sentence *sentence,
                      const struct rule *rule, const struct found *found)
{
    (void)found;
    scan_add(scan, sentence, rule->low, json_true());
}

/* Nothing is lost when null is allowed too often: it accuses nobody. */
static void take_null(struct scan *scan, const struct sentence *sentence,
                      const struct rule *rule, const struct found *found)
{
    (void)found;
    if (!pattern_in("\\b(?:cannot|can not|must not|may not|not)(?: be)?"
                    "(?: set to| left)? \"?null\\b|\\bnon-null\\b",
                    sentence->words))
        scan_add(scan, sentence, rule->low, json_true());
}

static void take_sentence(struct scan *scan, const struct sentence *sentence,
                          const struct rule *rule, const struct found *found)
{
    (void)found;
    scan_add(scan, sentence, rule->low, json_string(sentence->words));
}

static void take_group(struct scan *scan, const struct sentence *sentence,
                       const struct rule *rule, const struct found *found)
{
    char *words = found_text(found, sentence->words, 1);

    scan_add(scan, sentence, rule->low, json_string(words));
    free(words);
}

/* "since" a version, or "until" one that no longer has it. */
static void take_version(struct scan *scan, const struct sentence *sentence,
                         const struct rule *rule, const struct found *found)
{
    char *version = found_text(found, sentence->words, 1);
    const bool is_end =
        pattern_in("\\bnot (?:be )?supported\\b", sentence->words);

    scan_add(scan, sentence, rule->low,
             json_pack("{s:s}", is_end ? "until" : "since", version));
    free(version);
}

#define UNITS                                                                  \
    "([KMGT]i?B|bytes?|bits?|[KMG]bit/s|milliseconds?|seconds?|minutes?|"      \
    "hours?|days?|months?|pixels?|percent)"

static const struct rule rules[] = {
    {"null", "\\bnull\\b", FOR_ANY, "nullable", NULL, take_null},
    {"mandatory", "\\bmandatory (?:only )?(?:when|if|for)\\b", FOR_ANY,
     "conditional", NULL, take_sentence},
    {"when",
     "\\b(?:must|should|needs to) be (?:specified|set) (?:only )?when\\b",
     FOR_ANY, "conditional", NULL, take_sentence},
    {"only",
     "\\b(?:valid|available|returned|included|present|take[sn]? effect|used|"
     "required|exists?)\\b.{0,20} only (?:when|if|for|in)\\b",
     FOR_ANY, "conditional", NULL, take_sentence},
    {"not ",
     "\\b(?:parameter|field|it|and) is not (?:included|returned|displayed|"
     "available) (?:when|if|in)\\b",
     FOR_ANY, "conditional", NULL, take_sentence},
    {"take", "\\btakes? effect (?:only )?when\\b", FOR_ANY, "conditional", NULL,
     take_sentence},
    {"together", "\\bused together with\\b", FOR_ANY, "conditional", NULL,
     take_sentence},
    {"no longer",
     "\\bthis (?:field|parameter|attribute|api|value) is no longer "
     "(?:used|supported|available)\\b",
     FOR_ANY, "deprecated", NULL, take_true},
    {"",
     "\\bthis (?:field|parameter|attribute) (?:is|has been) "
     "(?:deprecated|obsolete|discarded|abandoned)\\b",
     FOR_ANY, "deprecated", NULL, take_true},
    {"reserved",
     "^(?:an? |the )?reserved(?: (?:field|parameter|attribute))?\\.?$|"
     "\\b(?:parameter|field|attribute) is reserved\\b|"
     "\\breserved (?:field|parameter|attribute)\\b",
     FOR_ANY, "reserved", NULL, take_true},
    {"supported",
     "^this (?:field|parameter|function|attribute) is (?:(?:currently )?not "
     "supported(?: currently)?|unsupported)\\.?$|"
     "^(?:currently, )?(?:this )?(?:field|parameter) is unsupported\\b",
     FOR_ANY, "reserved", NULL, take_true},
    {"in ", "\\bin (?:the )?(?:units? of )?" UNITS "(?=[.,;) ]|$)", FOR_NUMBER,
     "unit", NULL, take_group},
    {"unit", "\\bunit(?: is|:) " UNITS "\\b", FOR_NUMBER, "unit", NULL,
     take_group},
    {"b)", "\\(([KMGT]B)\\)", FOR_NUMBER, "unit", NULL, take_group},
    {"version",
     "\\b(?:microversion|request version is|api version) "
     "(\\d+\\.\\d+)\\b(?= (?:and|or) later)",
     FOR_ANY, "microversion", NULL, take_version},
    {NULL, NULL, 0, NULL, NULL, NULL},
};

/* "page.html" or "../x/page.html#part": the page's id, NULL for others. */
static char *page_of(const char *href)
{
    struct found found;

    if (!href || !pattern_find("^(?!\\w+:)(?:[^#?]*/)?([\\w.-]+)\\.html?"
                               "(?:#.*)?$",
                               href, 0, &found))
        return NULL;
    return found_text(&found, href, 1);
}

static void read_links(struct scan *scan)
{
    for (size_t i = 0; i < scan->len; i++) {
        const struct sentence *sentence = &scan->sentences[i];
        const size_t end = sentence->start + strlen(sentence->words);

        for (size_t j = 0; j < sentence->text->spans_len; j++) {
            const struct span *span = &sentence->text->spans[j];
            char *page = NULL;

            if (span->kind == SPAN_LINK && span->start >= sentence->start &&
                span->start < end && text_has(sentence->words, "see "))
                page = page_of(span->href);
            if (page)
                scan_add(scan, sentence, "see", json_string(page));
            free(page);
        }
    }
}

void scan_notes(struct scan *scan)
{
    rules_run(scan, rules, true);
    read_links(scan);
}
