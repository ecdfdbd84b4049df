/*
 * override_variant.c - schemas that are others but for a few edits.
 *
 * Edits are a merge patch (RFC 7396) of the base.
 */
#include "derive/override.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "derive/schema_order.h"

#include <stdlib.h>
#include <string.h>

size_t override_variants(const struct override *override)
{
    return override
               ? json_array_size(json_object_get(override->content, "variants"))
               : 0;
}

static json_t *merged(const json_t *base, const json_t *patch)
{
    json_t *done, *value;
    const char *name;

    if (!json_is_object(patch))
        return json_incref((json_t *)patch);
    done = json_is_object(base) ? json_copy((json_t *)base) : json_object();
    json_object_foreach((json_t *)patch, name, value)
        if (json_is_null(value))
            json_object_del(done, name);
        else
            json_object_set_new(done, name,
                                merged(json_object_get(done, name), value));
    return done;
}

/* Names only: "type", "properties" and nothing else beside them. */
static json_t *names_only(const json_t *schema)
{
    const json_t *properties = json_object_get(schema, "properties");
    const json_t *items = json_object_get(schema, "items");
    json_t *done = json_object(), *members, *value;
    const char *name;

    json_object_update_new(
        done,
        json_pack("{sO*}", "$comment", json_object_get(schema, "$comment")));
    if (items) {
        json_object_set_new(done, "type", json_string("array"));
        json_object_set_new(done, "items", names_only(items));
    } else if (properties) {
        members = json_object();
        json_object_foreach((json_t *)properties, name, value)
            json_object_set_new(members, name, names_only(value));
        json_object_set_new(done, "type", json_string("object"));
        json_object_set_new(done, "properties", members);
        json_object_set_new(done, "additionalProperties", json_false());
    } else {
        json_object_set_new(done, "description",
                            json_string("Named by the page."));
    }
    return done;
}

/* Members that the edits leave alone refer to the base's file. */
static json_t *references(const json_t *schema, const json_t *edits,
                          const char *file, const char *pointer)
{
    const json_t *properties = json_object_get(schema, "properties");
    json_t *done, *members, *value;
    const char *name;

    if (!properties || (*pointer && !edits)) {
        if (edits)
            return json_incref((json_t *)schema);
        done = json_pack("{sO*, so, so}", "$comment",
                         json_object_get(schema, "$comment"), "description",
                         json_sprintf("As in %s.", file), "$ref",
                         json_sprintf("%s#%s", file, pointer));
        return done;
    }
    members = json_object();
    json_object_foreach((json_t *)properties, name, value) {
        char *parent = xasprintf("%s/properties", pointer);
        char *place = pointer_child(parent, name, strlen(name));
        const json_t *edit =
            json_object_get(json_object_get(edits, "properties"), name);

        json_object_set_new(members, name,
                            references(value, edit, file, place));
        free(place);
        free(parent);
    }
    done = json_copy((json_t *)schema);
    json_object_set_new(done, "properties", members);
    return done;
}

/* What the base becomes before it is edited. */
static json_t *transformed(const struct override *override,
                           const json_t *variant, const json_t *base)
{
    const char *kind = json_member_text(variant, "transform", "");
    const char *part = json_member_text(variant, "base", "");
    json_t *done;

    if (!strcmp(kind, "names")) {
        done = names_only(base);
    } else if (!strcmp(kind, "references")) {
        char *file = override_file(override, override->page, part);
        const char *slash = file ? strrchr(file, '/') : NULL;

        done = references(base, json_object_get(variant, "edits"),
                          slash  ? slash + 1
                          : file ? file
                                 : part,
                          "");
        free(file);
    } else {
        done = json_incref((json_t *)base);
    }
    return done;
}

json_t *override_variant(const struct override *override, size_t n,
                         const json_t *schemas, const char **file,
                         struct buffer *problems)
{
    const json_t *variant =
        json_array_get(json_object_get(override->content, "variants"), n);
    const char *part = json_member_text(variant, "base", "");
    const json_t *base = json_object_get(schemas, part);
    json_t *begun, *edited, *done;

    *file = json_member_text(variant, "file", NULL);
    if (!base || !*file) {
        buffer_printf(problems, "%s: /variants/%zu: the page gives no %s\n",
                      override->path, n, part);
        return NULL;
    }
    begun = transformed(override, variant, base);
    edited = merged(begun, json_object_get(variant, "edits"));
    if (json_same(edited, base))
        buffer_printf(problems, "%s: /variants/%zu: is the same as its base\n",
                      override->path, n);
    schema_name_dialect(edited);
    done = schema_ordered(edited);
    json_decref(edited);
    json_decref(begun);
    return done;
}
