#include "cli/clouds.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/yaml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const suffixes[] = {".yaml", ".yml", ".json"};

/* A file that openstacksdk knows, and the variable that names it. */
struct place {
    const char *name;
    const char *variable;
};

static const struct place clouds_place = {"clouds", "OS_CLIENT_CONFIG_FILE"};
static const struct place secure_place = {"secure", "OS_CLIENT_SECURE_FILE"};
static const struct place public_place = {"clouds-public",
                                          "OS_CLIENT_VENDOR_FILE"};

#define DIRECTORIES_MAX 5

/* The directories in their order, NULL where a variable is not set. */
static void list_directories(char *directories[DIRECTORIES_MAX])
{
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");

    directories[0] = xstrdup(".");
    directories[1] =
        config && *config ? xasprintf("%s/openstack", config) : NULL;
    directories[2] =
        home && *home ? xasprintf("%s/.config/openstack", home) : NULL;
    directories[3] = xstrdup("/etc/xdg/openstack");
    directories[4] = xstrdup("/etc/openstack");
}

/* Is the file there for us? What may not be read is passed over. */
static bool try_path(const char *path, struct buffer *looked_at)
{
    buffer_printf(looked_at, "%s%s", looked_at->len ? ", " : "", path);
    return access(path, R_OK) == 0;
}

static char *find_file(const struct place *place, struct buffer *looked_at)
{
    const char *named = getenv(place->variable);
    char *directories[DIRECTORIES_MAX];
    char *found = NULL;

    if (named && *named && try_path(named, looked_at))
        return xstrdup(named);
    list_directories(directories);
    for (size_t i = 0; i < DIRECTORIES_MAX; i++) {
        for (size_t k = 0; directories[i] && !found &&
                           k < sizeof(suffixes) / sizeof(*suffixes);
             k++) {
            char *path =
                xasprintf("%s/%s%s", directories[i], place->name, suffixes[k]);

            if (try_path(path, looked_at))
                found = path;
            else
                free(path);
        }
        free(directories[i]);
    }
    return found;
}

/* JSON's numbers and booleans as the texts that a YAML file would give. */
static json_t *as_texts(json_t *value)
{
    json_t *child, *to;
    const char *key;
    char *text;
    size_t i;

    if (json_is_string(value) || json_is_null(value))
        return json_incref(value);
    if (json_is_object(value)) {
        to = json_object();
        json_object_foreach(value, key, child)
            json_object_set_new(to, key, as_texts(child));
        return to;
    }
    if (json_is_array(value)) {
        to = json_array();
        json_array_foreach(value, i, child)
            json_array_append_new(to, as_texts(child));
        return to;
    }
    text = json_text(value);
    to = json_string(text);
    free(text);
    return to;
}

static json_t *read_json(const char *path, struct error *err)
{
    json_t *value = json_load_checked(path, ERROR_USAGE, err);
    json_t *texts = value ? as_texts(value) : NULL;

    json_decref(value);
    return texts;
}

static json_t *read_yaml(const char *path, struct error *err)
{
    size_t len;
    char *bytes = file_read(path, YAML_BYTES_MAX, &len, ERROR_USAGE, err);
    json_t *value = bytes ? yaml_parse(path, bytes, len, err) : NULL;

    free(bytes);
    return value;
}

/*
 * One of the files: its member of that name in *member (NULL: nothing there),
 * its path in *path, which may be NULL then.
 */
static int read_file(const struct place *place, const char *name,
                     json_t **member, char **path, struct buffer *looked_at,
                     struct error *err)
{
    char *found = find_file(place, looked_at);
    size_t len = found ? strlen(found) : 0;
    json_t *content = NULL;

    if (found)
        content = len > 4 && !strcmp(found + len - 4, "json")
                      ? read_json(found, err)
                      : read_yaml(found, err);
    if (content && !json_is_object(content) && !json_is_null(content))
        error_set(err, ERROR_USAGE, found, "is not a mapping");
    *member = json_incref(json_object_get(content, name));
    if (*member && !json_is_object(*member) && !json_is_null(*member))
        error_set(err, ERROR_USAGE, found, "\"%s\" is not a mapping", name);
    json_decref(content);
    *path = found;
    return error_is_set(err) ? -1 : 0;
}

int clouds_load(struct clouds *clouds, struct error *err)
{
    struct buffer looked_at, others;
    int rc;

    *clouds = (struct clouds){0};
    buffer_init(&looked_at, 0);
    buffer_init(&others, 0);
    rc = read_file(&clouds_place, "clouds", &clouds->clouds, &clouds->path,
                   &looked_at, err);
    if (rc == 0)
        rc = read_file(&secure_place, "clouds", &clouds->secure,
                       &clouds->secure_path, &others, err);
    if (rc == 0)
        rc = read_file(&public_place, "public-clouds", &clouds->publics,
                       &clouds->publics_path, &others, err);
    if (rc == 0 && json_is_object(clouds->secure)) {
        if (!json_is_object(clouds->clouds)) {
            json_decref(clouds->clouds);
            clouds->clouds = json_object();
        }
        json_object_update_recursive(clouds->clouds, clouds->secure);
    }
    clouds->looked_at = buffer_take(&looked_at);
    buffer_clear(&others);
    if (rc < 0)
        clouds_clear(clouds);
    return rc;
}

void clouds_clear(struct clouds *clouds)
{
    json_decref(clouds->clouds);
    json_decref(clouds->secure);
    json_decref(clouds->publics);
    free(clouds->path);
    free(clouds->secure_path);
    free(clouds->publics_path);
    free(clouds->looked_at);
    *clouds = (struct clouds){0};
}
