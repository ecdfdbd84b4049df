#include "cli/clouds.h"

#include "base/alloc.h"
#include "cli/cloud_values.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 400 /* bytes of names listed in a message */

/* The names of an object's members, ", " between. New memory. */
static char *list_names(json_t *object)
{
    char *names = xstrdup("");
    const char *name;
    json_t *value;

    json_object_foreach(object, name, value) {
        char *longer = xasprintf("%s%s%s", names, *names ? ", " : "", name);

        free(names);
        names = longer;
        if (strlen(names) > NAMES_MAX)
            break;
    }
    return names;
}

static int refuse_name(const struct clouds *clouds, const char *name,
                       struct error *err)
{
    char *names = list_names(clouds->clouds);

    if (!clouds->path)
        error_set(err, ERROR_USAGE, "",
                  "there is no cloud \"%.60s\", since there is no "
                  "clouds.yaml; looked at %s",
                  name, clouds->looked_at);
    else
        error_set(err, ERROR_USAGE, clouds->path,
                  "there is no cloud \"%.60s\"; there %s: %s", name,
                  json_object_size(clouds->clouds) == 1 ? "is only" : "are",
                  *names ? names : "none");
    free(names);
    return -1;
}

/* A copy with each "-" of a key as "_", as deep as there are mappings. */
static json_t *normalised(json_t *from)
{
    json_t *to, *child;
    const char *key;

    if (!json_is_object(from))
        return json_incref(from);
    to = json_object();
    json_object_foreach(from, key, child) {
        char *name = xstrdup(key);

        for (char *at = name; *at; at++)
            if (*at == '-')
                *at = '_';
        json_object_set_new(to, name, normalised(child));
        free(name);
    }
    return to;
}

/*
 * Profiles that come with openstacksdk and whose documentation our suites
 * are about: openstack/config/vendors/otc.json there.
 */
static const struct known_profile {
    const char *name;
    const char *auth_url;
    const char *regions[3];
} known_profiles[] = {
    {"otc",
     "https://iam.{region_name}.otc.t-systems.com/v3",
     {"eu-de", "eu-nl"}},
};

static json_t *known_profile(const char *name)
{
    for (size_t i = 0; i < sizeof(known_profiles) / sizeof(*known_profiles);
         i++) {
        const struct known_profile *known = &known_profiles[i];
        json_t *regions = json_array();

        if (strcmp(known->name, name)) {
            json_decref(regions);
            continue;
        }
        for (const char *const *region = known->regions; *region; region++)
            json_array_append_new(regions, json_string(*region));
        return json_pack("{s: {s: s}, s: o}", "auth", "auth_url",
                         known->auth_url, "regions", regions);
    }
    return NULL;
}

/* The profile that the cloud names; an empty object when there is none. */
static json_t *take_profile(const struct clouds *clouds, json_t *own,
                            struct cloud *cloud)
{
    json_t *named = json_object_get(own, "profile");
    const char *name = json_string_value(
        named ? named : json_object_get(own, "cloud")); /* its old name */
    json_t *found = name ? json_object_get(clouds->publics, name) : NULL;
    json_t *profile = json_is_object(found) ? normalised(found)
                      : name                ? known_profile(name)
                                            : NULL;

    cloud->unknown_profile = name && !profile;
    return profile ? profile : json_object();
}

static int check_mapping(const json_t *value, const char *what,
                         const struct cloud *cloud, struct error *err)
{
    if (!value || json_is_object(value) || json_is_null(value))
        return 0;
    return error_set(err, ERROR_USAGE, cloud->path,
                     "%sthe cloud \"%.60s\" is not a mapping", what,
                     cloud->name);
}

int cloud_find(const struct clouds *clouds, const char *name,
               const char *region, struct cloud *cloud, struct error *err)
{
    json_t *entry = json_object_get(clouds->clouds, name);
    json_t *own, *profile;
    int rc = -1;

    *cloud = (struct cloud){0};
    if (!entry)
        return refuse_name(clouds, name, err);
    cloud->name = xstrdup(name);
    cloud->path = xstrdup(clouds->path ? clouds->path : clouds->secure_path);
    cloud->secure = json_incref(clouds->secure);
    cloud->publics = json_incref(clouds->publics);
    cloud->secure_path = xstrdup(clouds->secure_path);
    cloud->publics_path = xstrdup(clouds->publics_path);
    own = normalised(entry);
    profile = take_profile(clouds, own, cloud);
    cloud->values = json_copy(profile);
    if (check_mapping(own, "", cloud, err) == 0 &&
        check_mapping(json_object_get(own, "auth"), "\"auth\" of ", cloud,
                      err) == 0) {
        cloud_lay_over(cloud->values, own);
        rc = cloud_take_region(cloud, own, profile, region, err);
    }
    if (rc == 0)
        rc = cloud_take_values(cloud, err);
    json_decref(own);
    json_decref(profile);
    if (rc < 0)
        cloud_clear(cloud);
    return rc;
}

/* Is this very string, not one like it, somewhere in the value? */
static bool has_string(json_t *value, const char *text)
{
    json_t *child;
    const char *key;
    size_t i;

    if (json_is_string(value))
        return json_string_value(value) == text;
    json_object_foreach(value, key, child)
        if (has_string(child, text))
            return true;
    json_array_foreach(value, i, child)
        if (has_string(child, text))
            return true;
    return false;
}

/* The cloud is put together of the files' own strings. */
const char *cloud_source(const struct cloud *cloud, const char *text)
{
    if (has_string(cloud->secure, text))
        return cloud->secure_path;
    if (has_string(cloud->publics, text))
        return cloud->publics_path;
    return cloud->path;
}

void cloud_clear(struct cloud *cloud)
{
    free(cloud->name);
    free(cloud->path);
    json_decref(cloud->secure);
    json_decref(cloud->publics);
    free(cloud->secure_path);
    free(cloud->publics_path);
    json_decref(cloud->values);
    json_decref(cloud->texts);
    *cloud = (struct cloud){0};
}
