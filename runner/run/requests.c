#include "run/requests.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/json.h"
#include "http/sign.h"
#include "run/content.h"
#include "model/template.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whose token or keys a request is made with; NULL: nobody's. */
static const struct identity *identity_of(const struct sender *sender,
                                          const char *name)
{
    if (!strcmp(name, "nobody"))
        return NULL;
    return strcmp(name, "second") ? sender->owner : sender->second;
}

static const char *token_of(const struct sender *sender, const char *name)
{
    const struct identity *identity = identity_of(sender, name);

    if (!identity || identity->signs)
        return NULL;
    return strcmp(name, "stranger") ? identity->token : sender->stranger_token;
}

/* The last thing that is done to a request: it covers what is there. */
static int sign(const struct sender *sender, const char *name,
                struct request *request, struct error *err)
{
    const struct identity *identity = identity_of(sender, name);

    if (!identity || !identity->signs)
        return 0;
    return sign_request(
        request, identity->credentials->access_key,
        strcmp(name, "stranger") ? identity->credentials->secret_key
                                 : sender->stranger_token,
        identity->project_id, sender->clock.wall_us(sender->clock.state), err);
}

/* The owner's token in place of another would judge something else. */
static int check_identity(const struct sender *sender, const struct step *step,
                          struct error *err)
{
    if (strcmp(step->identity, "second") || sender->second)
        return 0;
    return error_set(err, ERROR_SUITE, step->id,
                     "is made as \"second\", but no second identity is known "
                     "(the testcase needs \"second-identity\")");
}

/* A field unless the step's headers replace it or leave it out. */
static void add_default(struct fields *fields, const json_t *headers,
                        const char *name, const char *value)
{
    const char *key;
    json_t *own;

    json_object_foreach((json_t *)headers, key, own)
        if (!strcasecmp(key, name))
            return;
    if (value)
        fields_add(fields, name, value);
}

static void add_fields(const struct sender *sender, const char *identity,
                       const json_t *headers, struct request *request)
{
    struct fields *fields = &request->fields;
    const char *key;
    json_t *value;

    add_default(fields, headers, "Accept", "application/json");
    add_default(fields, headers, "Content-Type",
                request->content ? "application/json" : NULL);
    add_default(fields, headers, "OpenStack-API-Version", sender->microversion);
    add_default(fields, headers, "X-Auth-Token", token_of(sender, identity));
    json_object_foreach((json_t *)headers, key, value)
        if (json_is_string(value))
            fields_add(fields, key, json_string_value(value));
}

/* Placeholders of the path: project, resource, then what the step says. */
static json_t *path_values(const struct sender *sender, const char *path_id,
                           const char *id, const json_t *replaced)
{
    json_t *values = json_object();

    json_object_set_new(values, "project_id",
                        json_string(sender->owner->project_id));
    if (path_id && path_id[0] && id)
        json_object_set_new(values, path_id, json_string(id));
    if (replaced)
        json_object_update(values, (json_t *)replaced);
    return values;
}

/* Of the variables those that are shown under another name; new reference. */
static json_t *real_variables(const struct sender *sender,
                              const json_t *variables)
{
    json_t *real = json_copy((json_t *)variables);

    if (sender->owner->shown_project)
        json_object_set_new(real, "project.id",
                            json_string(sender->owner->project_id));
    if (sender->second && sender->second->shown_project)
        json_object_set_new(real, "second.project",
                            json_string(sender->second->project_id));
    return real;
}

int request_for_step(const struct sender *sender, const struct step *step,
                     const json_t *variables, const char *resource_id,
                     struct request *request, struct error *err)
{
    const struct operation *operation = step->operation;
    json_t *none = json_object();
    json_t *real = real_variables(sender, variables);
    json_t *spec =
        template_finish(step->request ? step->request : none, real, err);
    json_t *values = NULL;
    int rc = -1;

    *request = (struct request){0};
    if (!spec || check_identity(sender, step, err) < 0 ||
        content_make(spec, sender->fixtures, request, err) < 0)
        goto out;
    values = path_values(sender, operation->path_id, resource_id,
                         json_object_get(spec, "path"));
    request->method =
        xstrdup(json_member_text(spec, "method", operation->method));
    request->url = endpoint_url(sender->endpoint, operation->path, values,
                                json_object_get(spec, "query"), err);
    if (!request->url)
        goto out;
    add_fields(sender, step->identity, json_object_get(spec, "headers"),
               request);
    rc = sign(sender, step->identity, request, err);
out:
    if (rc < 0)
        request_clear(request);
    json_decref(values);
    json_decref(spec);
    json_decref(real);
    json_decref(none);
    return rc;
}

/* As the owner. Takes values; a signature covers all of it. */
static int make_plain(const struct sender *sender, const char *method,
                      const char *path, json_t *values, const json_t *query,
                      const json_t *body, struct request *request,
                      struct error *err)
{
    *request = (struct request){.method = xstrdup(method)};
    request->url = endpoint_url(sender->endpoint, path, values, query, err);
    json_decref(values);
    if (!request->url) {
        request_clear(request);
        return -1;
    }
    if (body) {
        request->content = json_text(body);
        request->content_len = strlen(request->content);
    }
    add_fields(sender, "owner", NULL, request);
    if (sign(sender, "owner", request, err) == 0)
        return 0;
    request_clear(request);
    return -1;
}

int request_for_operation(const struct sender *sender, const char *method,
                          const char *path, const char *path_id, const char *id,
                          const json_t *body, struct request *request,
                          struct error *err)
{
    return make_plain(sender, method, path,
                      path_values(sender, path_id, id, NULL), NULL, body,
                      request, err);
}

int request_for_list(const struct sender *sender, const char *path,
                     const json_t *query, struct request *request,
                     struct error *err)
{
    return make_plain(sender, "GET", path,
                      path_values(sender, NULL, NULL, NULL), query, NULL,
                      request, err);
}
