#include "engine/portable.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX  32    /* of schemas, through references */
#define VISITS_MAX 10000 /* schemas looked at, references counted each time */

/* A walk through a schema, up to the first thing that is not portable. */
struct walk {
    const json_t *root;
    int depth;
    int visits;
    char *problem; /* owned, NULL so far */
};

struct rule {
    const char *keyword;
    /* text of the problem, or NULL */
    const char *(*check)(const json_t *value, const json_t *around);
    enum { NO_SCHEMA, ONE_SCHEMA, SCHEMA_LIST, SCHEMA_MAP } holds;
};

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80 || !text[i])
            return false;
    return true;
}

/* WJElement takes some characters of a name for a path. */
static bool is_plain_name(const char *name)
{
    return *name && !strpbrk(name, ".[]\"$'\\") && is_ascii(name, strlen(name));
}

static const char *check_names(const json_t *map, const json_t *around)
{
    const char *name;
    json_t *value;

    (void)around;
    json_object_foreach((json_t *)map, name, value)
        if (!is_plain_name(name))
            return "holds a name that could be taken for a path";
    return NULL;
}

static const char *check_required(const json_t *names, const json_t *around)
{
    size_t i;
    json_t *name;

    (void)around;
    json_array_foreach(names, i, name)
        if (!json_is_string(name) || !is_plain_name(json_string_value(name)))
            return "holds a name that could be taken for a path";
    return NULL;
}

static const char *check_enum(const json_t *values, const json_t *around)
{
    bool integer = !strcmp(json_member_text(around, "type", ""), "integer");
    size_t i;
    json_t *value;

    json_array_foreach(values, i, value)
        if (json_is_object(value) || json_is_array(value) ||
            json_is_real(value) || (json_is_integer(value) && !integer))
            return "holds more than strings, booleans and null";
    return NULL;
}

static const char *check_pattern(const json_t *pattern, const json_t *around)
{
    const char *text = json_string_value(pattern);

    (void)around;
    if (!text || !is_ascii(text, json_string_length(pattern)))
        return "is not ASCII";
    if (strstr(text, "(?"))
        return "is no extended regular expression of POSIX";
    for (; *text; text++)
        if (*text == '\\' && (isalnum((unsigned char)*++text) || !*text))
            return "is no extended regular expression of POSIX";
    return NULL;
}

static const char *check_object(const json_t *value, const json_t *around)
{
    (void)around;
    return json_is_object(value) ? NULL : "is not one schema";
}

/* Numbers with exponents and beyond 2^53 are read differently. */
static const char *check_number(const json_t *value, const json_t *around)
{
    (void)around;
    return json_is_integer(value) ? NULL : "is not written as an integer";
}

static const char *check_type(const json_t *value, const json_t *around)
{
    (void)around;
    return json_is_string(value) || json_is_array(value) ? NULL : "is no type";
}

static const struct rule rules[] = {
    {"$schema", NULL, NO_SCHEMA},
    {"$comment", NULL, NO_SCHEMA},
    {"title", NULL, NO_SCHEMA},
    {"description", NULL, NO_SCHEMA},
    {"default", NULL, NO_SCHEMA},
    {"examples", NULL, NO_SCHEMA},
    {"type", check_type, NO_SCHEMA},
    {"enum", check_enum, NO_SCHEMA},
    {"required", check_required, NO_SCHEMA},
    {"pattern", check_pattern, NO_SCHEMA},
    {"minimum", check_number, NO_SCHEMA},
    {"maximum", check_number, NO_SCHEMA},
    {"minLength", check_number, NO_SCHEMA},
    {"maxLength", check_number, NO_SCHEMA},
    {"minItems", check_number, NO_SCHEMA},
    {"maxItems", check_number, NO_SCHEMA},
    {"minProperties", check_number, NO_SCHEMA},
    {"maxProperties", check_number, NO_SCHEMA},
    {"properties", check_names, SCHEMA_MAP},
    {"definitions", check_names, SCHEMA_MAP},
    {"items", check_object, ONE_SCHEMA},
    {"anyOf", NULL, SCHEMA_LIST},
    {"oneOf", NULL, SCHEMA_LIST},
    {"allOf", NULL, SCHEMA_LIST},
};

static const struct rule *find_rule(const char *keyword)
{
    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
        if (!strcmp(rules[i].keyword, keyword))
            return &rules[i];
    return NULL;
}

static void refuse(struct walk *walk, const char *pointer, const char *text)
{
    if (!walk->problem)
        walk->problem = xasprintf("%s: %s", *pointer ? pointer : "\"\"", text);
}

/* "#/definitions/NAME" to the definition; NULL for anything else. */
static const json_t *definition(const json_t *root, const json_t *reference)
{
    static const char start[] = "#/definitions/";
    const char *text = json_string_value(reference);

    if (!text || strncmp(text, start, strlen(start)))
        return NULL;
    for (const char *at = text + strlen(start); *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '_')
            return NULL;
    return json_object_get(json_object_get(root, "definitions"),
                           text + strlen(start));
}

/* What a schema holds; schemas below it are pushed by the caller's visit. */
struct step {
    struct walk *walk;
    void (*visit)(struct walk *walk, const json_t *schema, const char *at);
};

static void visit_children(const struct step *step, const struct rule *rule,
                           const json_t *value, const char *at)
{
    const char *name;
    json_t *child;
    size_t i;

    if (rule->holds == ONE_SCHEMA)
        step->visit(step->walk, value, at);
    if (rule->holds == SCHEMA_MAP)
        json_object_foreach((json_t *)value, name, child) {
            char *below = pointer_child(at, name, strlen(name));

            step->visit(step->walk, child, below);
            free(below);
        }
    if (rule->holds == SCHEMA_LIST)
        json_array_foreach(value, i, child) {
            char *below = pointer_index(at, i);

            step->visit(step->walk, child, below);
            free(below);
        }
}

static void check_keyword(const struct step *step, const json_t *schema,
                          const char *name, const json_t *value, const char *at)
{
    const struct rule *rule = find_rule(name);
    const char *problem;

    if (!strncmp(name, "x-", 2))
        return;
    problem = !rule         ? "is not read alike by all engines"
              : rule->check ? rule->check(value, schema)
                            : NULL;
    if (problem)
        refuse(step->walk, at, problem);
    else
        visit_children(step, rule, value, at);
}

static void visit(struct walk *walk, const json_t *schema, const char *at)
{
    const struct step step = {walk, visit};
    const json_t *reference = json_object_get(schema, "$ref");
    const json_t *target = definition(walk->root, reference);
    const char *name;
    json_t *value;

    if (walk->problem)
        return;
    if (!json_is_object(schema)) {
        refuse(walk, at, "is no object");
    } else if (++walk->visits > VISITS_MAX || walk->depth >= DEPTH_MAX) {
        refuse(walk, at, "refers to itself or is nested deeply");
    } else if (reference && (!target || json_object_size(schema) > 1)) {
        refuse(walk, at,
               "has a $ref that is not alone or leads elsewhere "
               "than to #/definitions/NAME");
    } else {
        walk->depth++;
        if (reference)
            visit(walk, target, at);
        else
            json_object_foreach((json_t *)schema, name, value) {
                char *below = pointer_child(at, name, strlen(name));

                check_keyword(&step, schema, name, value, below);
                free(below);
            }
        walk->depth--;
    }
}

char *portable_schema(const json_t *schema)
{
    struct walk walk = {.root = schema};

    if (strcmp(json_member_text(schema, "type", ""), "object"))
        refuse(&walk, "", "has no \"type\": \"object\"");
    else if (json_object_get(schema, "$ref"))
        refuse(&walk, "/$ref", "stands at the root");
    else
        visit(&walk, schema, "");
    return walk.problem;
}

char *portable_instance(const json_t *instance)
{
    char *text = json_text(instance);
    char *problem = NULL;
    bool in_string = false;

    for (const char *at = text; *at && !problem; at++) {
        if (in_string && *at == '\\')
            at++;
        else if (*at == '"')
            in_string = !in_string;
        else if (!in_string && (*at == 'e' || *at == 'E') &&
                 isdigit((unsigned char)at[-1]))
            problem = xstrdup("the instance has a number with an exponent");
        if (!problem && (unsigned char)*at >= 0x80)
            problem = xstrdup("the instance has more than ASCII");
    }
    free(text);
    return problem;
}
