#include "engine/opinion.h"

#include "base/alloc.h"
#include "engine/isolate.h"
#include "engine/portable.h"

#include <stdlib.h>

static enum second_opinion compare(const char *name, enum opinion opinion,
                                   enum schema_verdict verdict, char **text)
{
    bool says_valid = opinion == OPINION_VALID;
    char *why = *text;

    if (opinion == OPINION_NONE) {
        if (!why)
            *text = xasprintf("%s gave no reason", name);
        return SECOND_SILENT;
    }
    *text = xasprintf("%s says %s%s%s", name, says_valid ? "valid" : "invalid",
                      why ? ": " : "", why ? why : "");
    free(why);
    return says_valid == (verdict == SCHEMA_VALID) ? SECOND_AGREES
                                                   : SECOND_DISAGREES;
}

enum second_opinion second_opinion(const struct schema_engine *engine,
                                   const json_t *schema, const json_t *instance,
                                   enum schema_verdict verdict, int limit_ms,
                                   char **text)
{
    enum opinion opinion;

    *text = NULL;
    if (verdict == SCHEMA_UNDECIDED)
        *text = xstrdup("there is no verdict to compare with");
    if (!*text)
        *text = portable_schema(schema);
    if (!*text)
        *text = portable_instance(instance);
    if (*text)
        return SECOND_SILENT;
    opinion = isolate_judge(engine, schema, instance, limit_ms, text);
    return compare(engine->name, opinion, verdict, text);
}
