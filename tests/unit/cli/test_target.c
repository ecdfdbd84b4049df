#include "tests/unit/test.h"

#include "base/alloc.h"
#include "cli/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROJECT "0123456789abcdef0123456789abcdef"
#define CANARY  "canary-4711"

/* What goes in and the mistake that comes of it; NULL: none. */
static const struct {
    const char *url, *project, *snapshot, *neighbour, *token;
    bool emulator;
    const char *where, *text;
} rows[] = {
    {"http://a", "p", NULL, NULL, NULL, false, NULL, NULL},
    {"http://a/v3/" PROJECT, NULL, NULL, NULL, NULL, false, NULL, NULL},
    {"http://a/v3/" PROJECT, PROJECT, NULL, NULL, NULL, false, NULL, NULL},
    {"http://a", "p", "s", "n", CANARY, false, NULL, NULL},
    {NULL, "p", NULL, NULL, NULL, false, "--base-url", "is needed"},
    {"http://a", NULL, NULL, NULL, NULL, false, "--project-id", "is needed"},
    {"http://a/v3/" PROJECT, "p", NULL, NULL, NULL, false, "--project-id",
     "\"p\" is not the project that the URL ends in"},
    {"http://a", "", NULL, NULL, NULL, false, "--project-id", "is not an id"},
    {"http://a", "p/q", NULL, NULL, NULL, false, "--project-id",
     "is not an id"},
    {"http://a", "p", "s?", NULL, NULL, false, "--snapshot-id", "is not an id"},
    {"http://a", "p", "s", "%6e", NULL, false, "--neighbour-id",
     "is not an id"},
    {"http://a", "p", NULL, "n", NULL, false, "--neighbour-id",
     "only makes sense with --snapshot-id"},
    {"http://a", "p", NULL, NULL, "", false, "--token", "is empty"},
    {"http://a", "p", NULL, NULL, CANARY "\nX: y", false, "--token",
     "holds a blank"},
    {"http://a", "p", NULL, NULL, CANARY " ", false, "--token",
     "holds a blank"},
    {"http://a", "p", NULL, NULL, CANARY "\xc3\xa9", false, "--token",
     "outside ASCII"},
    {"http://a", NULL, NULL, NULL, NULL, true, "--emulator",
     "cannot be combined"},
    {NULL, NULL, "s", NULL, NULL, true, "--emulator", "cannot be combined"},
    {NULL, NULL, NULL, NULL, NULL, true, NULL, NULL},
};

static void mistakes_are_named_and_no_token_with_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct config config = {.base_url = rows[i].url,
                                .project_id = rows[i].project,
                                .snapshot_id = rows[i].snapshot,
                                .neighbour_id = rows[i].neighbour,
                                .token = rows[i].token,
                                .emulator = rows[i].emulator,
                                .dry_run = true};
        struct aim aim;
        struct error err = {0};

        assert_int_equal(rows[i].text ? -1 : 0, aim_take(&config, &aim, &err));
        if (rows[i].text) {
            assert_int_equal(ERROR_USAGE, err.kind);
            assert_string_equal(rows[i].where, err.where);
            assert_non_null(strstr(err.text, rows[i].text));
            assert_null(strstr(err.text, "canary"));
        }
        aim_drop(&aim);
    }
}

/* What a file holds and the token it gives; NULL: refused. */
static const struct {
    const char *content;
    const char *token;
} files[] = {{"abc", "abc"},         {"abc\n", "abc"}, {"abc\r\n", "abc"},
             {"abc\nsecond", "abc"}, {"", NULL},       {"\nabc", NULL},
             {"a c", NULL},          {"abc\t\n", NULL}};

static void a_token_file_gives_its_first_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
        char path[] = "/tmp/assay-token-XXXXXX";
        int fd = mkstemp(path);
        struct config config = {
            .base_url = "http://a", .project_id = "p", .token_file = path};
        struct aim aim;
        struct error err = {0};
        ssize_t wrote = write(fd, files[i].content, strlen(files[i].content));

        assert_int_equal(strlen(files[i].content), wrote);
        close(fd);
        assert_int_equal(files[i].token ? 0 : -1,
                         aim_take(&config, &aim, &err));
        if (files[i].token)
            assert_string_equal(files[i].token, aim.token);
        aim_drop(&aim);
        unlink(path);
    }
}

/* What goes in, and how the owner is believed. */
static const struct {
    struct config config;
    const char *token; /* sent as it is */
    bool login, sign;
} proofs[] = {
    {{.base_url = "http://a"}, NULL, false, false},
    {{.base_url = "http://a", .token = "t"}, "t", false, false},
    {{.base_url = "http://a", .token = "t", .os_auth_url = "http://k"},
     "t",
     false,
     false},
    {{.base_url = "http://a", .ak = "a", .sk = "s"}, NULL, false, true},
    {{.base_url = "http://a", .ak = "a", .sk = "s", .os_auth_url = "http://k"},
     NULL,
     false,
     true},
    {{.os_auth_url = "http://k", .os_username = "u", .os_password = "p"},
     NULL,
     true,
     false},
    {{.base_url = "http://a", .os_auth_type = "none", .os_auth_url = "k"},
     NULL,
     false,
     false},
};

static void who_sends_the_requests_is_told_from_what_is_given(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(proofs) / sizeof(*proofs); i++) {
        struct config config = proofs[i].config;
        struct aim aim;
        struct error err = {0};

        config.project_id = "p";
        if (aim_take(&config, &aim, &err) < 0)
            fail_msg("%zu: %s: %s", i, err.where, err.text);
        assert_int_equal(proofs[i].login, aim.login);
        assert_int_equal(proofs[i].sign, aim.sign);
        if (proofs[i].token)
            assert_string_equal(proofs[i].token, aim.token);
        else
            assert_null(aim.token);
        assert_string_equal("p", aim.target.project_id);
        assert_false(aim.has_second);
        aim_drop(&aim);
    }
}

static const struct {
    struct config config;
    const char *where, *text;
} refused[] = {
    {{.base_url = "http://a", .ak = "a"}, "--ak", "no use without --sk"},
    {{.base_url = "http://a", .sk = "s"}, "--sk", "no use without --ak"},
    {{.base_url = "http://a", .second_token = "t"},
     "--second-token",
     "needs --second-project-id"},
    {{.base_url = "http://a", .second_project_id = "q"},
     "--second-project-id",
     "needs --second-token"},
    {{.base_url = "http://a", .second_token = "t", .second_cloud = "c"},
     "--second-cloud",
     "cannot be combined"},
    {{.base_url = "http://a", .second_token = "t t", .second_project_id = "q"},
     "--second-token",
     "holds a blank"},
    {{.base_url = "http://a", .interface = "outer"},
     "--interface",
     "none of public, internal, admin"},
    {{.base_url = "http://a", .no_create = true},
     "--snapshot-id",
     "is needed: a run that may not create makes no snapshot of its own"},
    {{.base_url = "http://a", .volume_id = "a/b"},
     "--volume-id",
     "is not an id"},
};

static void what_cannot_be_understood_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        struct config config = refused[i].config;
        struct aim aim;
        struct error err = {0};

        config.project_id = "p";
        assert_int_equal(-1, aim_take(&config, &aim, &err));
        assert_int_equal(ERROR_USAGE, err.kind);
        assert_string_equal(refused[i].where, err.where);
        if (!strstr(err.text, refused[i].text))
            fail_msg("%zu: %s", i, err.text);
    }
}

static bool hides(const struct aim *aim, const char *secret)
{
    char *text = xasprintf("<%s>", secret);
    bool hidden;

    redact_text(aim->redactor, &text);
    hidden = !strcmp(text, "<[masked]>");
    free(text);
    return hidden;
}

static void every_secret_is_hidden(void **state)
{
    static const char *const wanted[] = {"pass",   "appsecret", "second",
                                         "p%3Aw!", "p:w!",      "bWU6cDp3IQ=="};
    struct config config = {.os_auth_url = "http://k",
                            .os_password = "pass",
                            .os_application_credential_secret = "appsecret",
                            .project_id = "p",
                            .second_token = "second",
                            .second_project_id = "q",
                            .proxy = "http://me:p%3Aw!@proxy:3128"};
    struct config signing = {
        .base_url = "http://a", .project_id = "p", .ak = "ak", .sk = "thesk"};
    struct aim aim;
    struct error err = {0};

    (void)state;
    assert_int_equal(0, aim_take(&config, &aim, &err));
    for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
        if (!hides(&aim, wanted[i]))
            fail_msg("%s", wanted[i]);
    assert_true(aim.has_second);
    assert_false(aim.second_login);
    aim_drop(&aim);
    assert_int_equal(0, aim_take(&signing, &aim, &err));
    assert_true(hides(&aim, "thesk"));
    assert_false(hides(&aim, "ak"));
    aim_drop(&aim);
}

/* What a login brings, and what comes of it; NULL: refused. */
static const struct {
    const char *base_url, *project; /* options */
    const char *url, *of_token;     /* from the login */
    const char *root, *project_id;
    const char *text;
} catalogs[] = {
    {NULL, NULL, "http://e/v3/" PROJECT, PROJECT, "http://e", PROJECT, NULL},
    {NULL, NULL, "http://e/v3/" PROJECT, NULL, "http://e", PROJECT, NULL},
    {NULL, NULL, "http://e/x/v3/short", "short", "http://e/x", "short", NULL},
    {NULL, NULL, "http://e/v3/$(project_id)s", "p", "http://e", "p", NULL},
    {NULL, "p", "http://e/v3", NULL, "http://e", "p", NULL},
    {"http://mine", NULL, NULL, "p", "http://mine", "p", NULL},
    {"http://mine", NULL, "http://e/v3/p", "p", "http://mine", "p", NULL},
    {NULL, NULL, NULL, "p", NULL, NULL, "the login brought no endpoint"},
    {NULL, NULL, "http://e/v3", NULL, NULL, NULL, "the login is for none"},
    {NULL, NULL, "ftp://e", "p", NULL, NULL, "the catalog's URL"},
    {NULL, "p", "http://e/v3", "q", NULL, NULL,
     "for the project \"q\", not for \"p\""},
};

static void a_login_completes_the_target(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(catalogs) / sizeof(*catalogs); i++) {
        struct config config = {.base_url = catalogs[i].base_url,
                                .project_id = catalogs[i].project,
                                .os_auth_url = "http://k"};
        struct aim aim;
        struct error err = {0};
        int rc;

        assert_int_equal(0, aim_take(&config, &aim, &err));
        rc =
            aim_use_endpoint(&aim, catalogs[i].url, catalogs[i].of_token, &err);
        assert_int_equal(catalogs[i].text ? -1 : 0, rc);
        if (rc < 0) {
            if (!strstr(err.text, catalogs[i].text))
                fail_msg("%zu: %s", i, err.text);
        } else {
            assert_string_equal(catalogs[i].root, aim.endpoint.root);
            assert_string_equal(catalogs[i].root, aim.target.base_url);
            assert_string_equal(catalogs[i].project_id, aim.target.project_id);
        }
        aim_drop(&aim);
    }
}

static void options_displace_what_a_cloud_says(void **state)
{
    char path[] = "/tmp/assay-cloud-XXXXXX";
    static const char content[] =
        "clouds:\n"
        "  a:\n"
        "    auth: {auth_url: http://k, username: u, password: p,\n"
        "           project_id: i, user_domain_id: d}\n"
        "    interface: internalURL\n"
        "    cert: c.pem\n"
        "    key: k.pem\n"
        "    volume_endpoint_override: http://e/v3/%(project_id)s\n";
    struct config config = {.os_cloud = "a",
                            .os_project_name = "n",
                            .os_password = "other",
                            .cert = "mine.pem"};
    struct aim aim;
    struct error err = {0};
    int fd = mkstemp(path);
    ssize_t wrote = write(fd, content, sizeof(content) - 1);

    (void)state;
    close(fd);
    assert_int_equal(sizeof(content) - 1, wrote);
    setenv("OS_CLIENT_CONFIG_FILE", path, 1);
    if (aim_take(&config, &aim, &err) < 0)
        fail_msg("%s: %s", err.where, err.text);
    unsetenv("OS_CLIENT_CONFIG_FILE");
    unlink(path);
    assert_true(aim.login);
    assert_string_equal("u", aim.owner.username);
    assert_string_equal("other", aim.owner.password);
    assert_string_equal("d", aim.owner.user_domain_id);
    assert_string_equal("n", aim.owner.project_name);
    assert_null(aim.owner.project_id);
    assert_string_equal("internal", aim.choice.interface);
    assert_string_equal("mine.pem", aim.cert);
    assert_null(aim.key);
    assert_string_equal("http://e", aim.endpoint.root);
    aim_drop(&aim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named_and_no_token_with_them),
        cmocka_unit_test(a_token_file_gives_its_first_line),
        cmocka_unit_test(who_sends_the_requests_is_told_from_what_is_given),
        cmocka_unit_test(what_cannot_be_understood_is_refused),
        cmocka_unit_test(every_secret_is_hidden),
        cmocka_unit_test(a_login_completes_the_target),
        cmocka_unit_test(options_displace_what_a_cloud_says),
    };

    /* no clouds.yaml of the caller's is in reach */
    setenv("HOME", "/nonexistent", 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("OS_CLIENT_CONFIG_FILE");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
