#include "tests/unit/test.h"

#include "cli/clouds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[64];

/* An empty working directory, and no file of the user's in reach. */
static int set_up(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/assay-clouds-XXXXXX");
    if (!mkdtemp(directory) || chdir(directory) != 0)
        return -1;
    setenv("HOME", directory, 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("OS_CLIENT_CONFIG_FILE");
    unsetenv("OS_CLIENT_SECURE_FILE");
    unsetenv("OS_CLIENT_VENDOR_FILE");
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {"clouds.yaml",
                                        "clouds.yml",
                                        "clouds.json",
                                        "secure.yaml",
                                        "clouds-public.yaml",
                                        "other.yaml",
                                        ".config/openstack/clouds.yaml"};

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        unlink(names[i]);
    rmdir(".config/openstack");
    rmdir(".config");
    return chdir("/") == 0 && rmdir(directory) == 0 ? 0 : -1;
}

static void put(const char *name, const char *content)
{
    FILE *file = fopen(name, "w");

    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(0, fclose(file));
}

static int find(const char *name, const char *region, struct cloud *cloud,
                struct error *err)
{
    struct clouds clouds;
    int rc;

    *cloud = (struct cloud){0};
    if (clouds_load(&clouds, err) < 0)
        return -1;
    rc = cloud_find(&clouds, name, region, cloud, err);
    clouds_clear(&clouds);
    return rc;
}

static void found(const char *name, const char *region, struct cloud *cloud)
{
    struct error err = {0};

    if (find(name, region, cloud, &err) < 0)
        fail_msg("%s: %s: %s", name, err.where, err.text);
}

static void refused(const char *name, const char *region, const char *where,
                    const char *text)
{
    struct error err = {0};
    struct cloud cloud;

    assert_int_equal(-1, find(name, region, &cloud, &err));
    assert_int_equal(ERROR_USAGE, err.kind);
    assert_string_equal(where, err.where);
    if (!strstr(err.text, text))
        fail_msg("%s: %s", err.where, err.text);
}

static void secure_lies_over_the_cloud_and_the_profile_under_it(void **state)
{
    struct cloud cloud;

    (void)state;
    put("clouds.yaml", "clouds:\n"
                       "  a:\n"
                       "    profile: vendor\n"
                       "    auth: {username: me, password: open}\n");
    put("secure.yaml", "clouds: {a: {auth: {password: 0123}}}\n");
    put("clouds-public.yaml", "public-clouds:\n"
                              "  vendor:\n"
                              "    auth: {auth_url: 'https://k/v3',\n"
                              "           username: nobody}\n"
                              "    region_name: north\n");
    found("a", NULL, &cloud);
    assert_string_equal("https://k/v3", cloud.credentials.auth_url);
    assert_string_equal("me", cloud.credentials.username);
    assert_string_equal("0123", cloud.credentials.password);
    assert_string_equal("north", cloud.choice.region);
    assert_string_equal("./clouds.yaml", cloud.path);
    assert_string_equal("./clouds.yaml",
                        cloud_source(&cloud, cloud.credentials.username));
    assert_string_equal("./secure.yaml",
                        cloud_source(&cloud, cloud.credentials.password));
    assert_string_equal("./clouds-public.yaml",
                        cloud_source(&cloud, cloud.credentials.auth_url));
    assert_string_equal("./clouds.yaml", cloud_source(&cloud, NULL));
    assert_false(cloud.unknown_profile);
    cloud_clear(&cloud);
}

static void old_names_and_members_beside_auth_are_read(void **state)
{
    struct cloud cloud;

    (void)state;
    put("clouds.yaml", "clouds:\n"
                       "  a:\n"
                       "    auth: {auth-url: u, tenant_name: t}\n"
                       "    username: beside\n"
                       "    project-name: p\n"
                       "    domain_name: d\n"
                       "    project_domain_name: e\n"
                       "    endpoint_type: internal\n"
                       "    volumev3_endpoint_override: https://v\n"
                       "    volume_endpoint_override: https://w\n"
                       "    auth_plugin: v3password\n"
                       "    block_storage_api_version: 3\n"
                       "    verify: false\n"
                       "    cacert: ~/ca.pem\n");
    found("a", NULL, &cloud);
    assert_string_equal("u", cloud.credentials.auth_url);
    assert_string_equal("beside", cloud.credentials.username);
    assert_string_equal("p", cloud.credentials.project_name);
    assert_string_equal("d", cloud.credentials.user_domain_name);
    assert_string_equal("e", cloud.credentials.project_domain_name);
    assert_string_equal("v3password", cloud.credentials.auth_type);
    assert_string_equal("internal", cloud.choice.interface);
    assert_string_equal("https://v", cloud.base_url);
    assert_true(cloud.insecure);
    assert_memory_equal(directory, cloud.cacert, strlen(directory));
    assert_string_equal("/ca.pem", cloud.cacert + strlen(directory));
    cloud_clear(&cloud);
}

static void a_region_brings_its_values(void **state)
{
    struct cloud cloud;

    (void)state;
    put("clouds.yaml", "clouds:\n"
                       "  a:\n"
                       "    auth: {auth_url: 'https://{region_name}.k/v3'}\n"
                       "    regions:\n"
                       "      - one\n"
                       "      - {name: two, values: {auth: {username: u2}}}\n"
                       "  b: {region_name: 'x,y'}\n"
                       "  c: {auth: {username: u}}\n");
    found("a", NULL, &cloud);
    assert_string_equal("one", cloud.choice.region);
    assert_string_equal("https://one.k/v3", cloud.credentials.auth_url);
    assert_null(cloud.credentials.username);
    cloud_clear(&cloud);
    found("a", "two", &cloud);
    assert_string_equal("https://two.k/v3", cloud.credentials.auth_url);
    assert_string_equal("u2", cloud.credentials.username);
    cloud_clear(&cloud);
    found("b", NULL, &cloud);
    assert_string_equal("x", cloud.choice.region);
    cloud_clear(&cloud);
    found("c", "any", &cloud);
    assert_string_equal("any", cloud.choice.region);
    cloud_clear(&cloud);
    refused("a", "three", "./clouds.yaml",
            "no region \"three\", only one, two");
}

static void mistakes_say_what_there_is(void **state)
{
    (void)state;
    if (access("/etc/openstack/clouds.yaml", F_OK) != 0)
        refused("a", NULL, "",
                "since there is no clouds.yaml; looked at ./clouds");
    put("clouds.yaml", "clouds:\n"
                       "  a: {auth: {username: [x]}}\n"
                       "  b: text\n"
                       "  c: {auth: text}\n"
                       "  d: {auth: {auth_url: 'https://{who}'}}\n"
                       "  e: {insecure: perhaps}\n"
                       "  f: {regions: [{values: {}}]}\n");
    refused("z", NULL, "./clouds.yaml",
            "no cloud \"z\"; there are: a, b, c, d, e, f");
    refused("a", NULL, "./clouds.yaml", "\"username\" of the cloud \"a\"");
    refused("b", NULL, "./clouds.yaml", "cloud \"b\" is not a mapping");
    refused("c", NULL, "./clouds.yaml", "\"auth\" of the cloud \"c\" is not");
    refused("d", NULL, "./clouds.yaml", "does not say what {who} is");
    refused("e", NULL, "./clouds.yaml", "\"insecure\"");
    refused("f", NULL, "./clouds.yaml", "a region without a name");
    put("clouds.yaml", "clouds:\n  a: *b\n");
    refused("a", NULL, "./clouds.yaml:2", "is an alias of an anchor");
    put("clouds.yaml", "[a]\n");
    refused("a", NULL, "./clouds.yaml", "is not a mapping");
    put("clouds.yaml", "clouds: text\n");
    refused("a", NULL, "./clouds.yaml", "\"clouds\" is not a mapping");
}

/* Where files are looked for, in this order. */
static void the_first_file_is_the_one(void **state)
{
    struct cloud cloud;

    (void)state;
    assert_int_equal(0, mkdir(".config", 0700));
    assert_int_equal(0, mkdir(".config/openstack", 0700));
    put(".config/openstack/clouds.yaml", "clouds: {a: {username: home}}\n");
    found("a", NULL, &cloud);
    assert_string_equal("home", cloud.credentials.username);
    cloud_clear(&cloud);
    put("clouds.json", "{\"clouds\": {\"a\": {\"username\": 17}}}");
    found("a", NULL, &cloud);
    assert_string_equal("17", cloud.credentials.username);
    cloud_clear(&cloud);
    put("clouds.yml", "clouds: {a: {username: yml}}\n");
    found("a", NULL, &cloud);
    assert_string_equal("yml", cloud.credentials.username);
    cloud_clear(&cloud);
    put("other.yaml", "clouds: {a: {username: named}}\n");
    setenv("OS_CLIENT_CONFIG_FILE", "other.yaml", 1);
    found("a", NULL, &cloud);
    assert_string_equal("named", cloud.credentials.username);
    assert_string_equal("other.yaml", cloud.path);
    cloud_clear(&cloud);
    setenv("OS_CLIENT_CONFIG_FILE", "nowhere.yaml", 1);
    found("a", NULL, &cloud);
    assert_string_equal("yml", cloud.credentials.username);
    cloud_clear(&cloud);
}

static void a_profile_that_is_nowhere_is_noticed(void **state)
{
    struct cloud cloud;

    (void)state;
    put("clouds.yaml", "clouds:\n  a: {profile: nowhere}\n"
                       "  b: {cloud: otc, region_name: eu-nl}\n");
    found("a", NULL, &cloud);
    assert_true(cloud.unknown_profile);
    cloud_clear(&cloud);
    found("b", NULL, &cloud);
    assert_false(cloud.unknown_profile);
    assert_string_equal("https://iam.eu-nl.otc.t-systems.com/v3",
                        cloud.credentials.auth_url);
    cloud_clear(&cloud);
}

#define clouds_test(name)                                                      \
    cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        clouds_test(secure_lies_over_the_cloud_and_the_profile_under_it),
        clouds_test(old_names_and_members_beside_auth_are_read),
        clouds_test(a_region_brings_its_values),
        clouds_test(mistakes_say_what_there_is),
        clouds_test(the_first_file_is_the_one),
        clouds_test(a_profile_that_is_nowhere_is_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
