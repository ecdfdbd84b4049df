/* basic.c - the JSON forms of an output (Core section 12.4). */
#include "jsonschema/schema.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

json_t *schema_output_flag(enum schema_verdict verdict)
{
    if (verdict == SCHEMA_UNDECIDED)
        return NULL;
    return json_pack("{s:b}", "valid", verdict == SCHEMA_VALID);
}

/* Texts are UTF-8: they come from jansson, or are shown safely. */
static json_t *unit_json(const struct schema_unit *unit)
{
    json_t *json =
        json_pack("{s:b, s:s, s:s, s:s}", "valid", unit->annotation != NULL,
                  "keywordLocation", unit->keyword_location,
                  "absoluteKeywordLocation", unit->absolute_keyword_location,
                  "instanceLocation", unit->instance_location);

    if (unit->annotation)
        json_object_set_new(json, "annotation",
                            json_deep_copy(unit->annotation));
    else
        json_object_set_new(json, "error", json_string(unit->message));
    return json;
}

json_t *schema_output_basic(const struct schema *schema,
                            enum schema_verdict verdict,
                            const struct schema_output *output)
{
    const bool is_valid = verdict == SCHEMA_VALID;
    const struct schema_unit *units =
        is_valid ? output->annotations.items : output->units;
    const size_t len = is_valid ? output->annotations.len : output->len;
    const struct node *root = schema->root;
    json_t *basic = schema_output_flag(verdict), *list = json_array();
    char *place = xasprintf("%s#%s", root->resource->uri,
                            root->pointer + strlen(root->resource->pointer));

    for (size_t i = 0; i < len; i++)
        json_array_append_new(list, unit_json(&units[i]));
    if (basic) {
        json_object_set_new(basic, "keywordLocation", json_string(""));
        json_object_set_new(basic, "absoluteKeywordLocation",
                            json_string(place));
        json_object_set_new(basic, "instanceLocation", json_string(""));
        if (!is_valid || len > 0)
            json_object_set(basic, is_valid ? "annotations" : "errors", list);
    }
    json_decref(list);
    free(place);
    return basic;
}
