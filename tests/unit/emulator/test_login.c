#include "tests/unit/emulator/fixture.h"

#include "emulator/login.h"

/* Single quotes stand for double ones, to be readable. */
static json_t *quoted(const char *text)
{
    char copy[1024];
    json_t *value;

    assert_true(strlen(text) < sizeof(copy));
    strcpy(copy, text);
    for (char *c = copy; *c; c++)
        if (*c == '\'')
            *c = '"';
    value = json_loads(copy, JSON_ALLOW_NUL, NULL);
    if (!value)
        fail_msg("no JSON: %s", text);
    return value;
}

static enum login_result log_in(struct fixture *f, struct login *login,
                                const char *text)
{
    const struct login_facts facts = {
        .identities = f->emulator.identities,
        .domain_name = f->emulator.domain_name,
        .sessions = &f->emulator.sessions,
        .now_us = f->now_us,
    };
    json_t *document = quoted(text);
    enum login_result result = login_read(login, &facts, document);

    json_decref(document);
    return result;
}

#define AUTH(identity, rest) "{'auth':{'identity':" identity rest "}}"
#define PASSWORD(user)       "{'methods':['password'],'password':{'user':" user "}}"
#define SCOPE(scope)         ",'scope':" scope
#define CREDENTIAL(data)                                                       \
    "{'methods':['application_credential'],'application_credential':" data "}"
#define TOKEN_BY(data) "{'methods':['token'],'token':" data "}"
#define ANN            PASSWORD("{'id':'u1','password':'secret1'}")
#define DOMAIN_ID      "'domain':{'id':'default'}"
#define DOMAIN_NAME    "'domain':{'name':'Default'}"

static void who_is_known_is_granted_what_he_asks_for(void **state)
{
    static const struct {
        const char *body;
        const char *user;
        bool scoped;
        unsigned methods;
    } rows[] = {
        {AUTH(ANN, ""), "u1", false, METHOD_PASSWORD},
        {AUTH(PASSWORD("{'name':'ann','password':'secret1'," DOMAIN_ID "}"),
              ""),
         "u1", false, METHOD_PASSWORD},
        {AUTH(PASSWORD("{'name':'bob','password':'secret2'," DOMAIN_NAME "}"),
              ""),
         "u2", false, METHOD_PASSWORD},
        {AUTH(ANN, SCOPE("{'project':{'id':'p1'}}")), "u1", true,
         METHOD_PASSWORD},
        {AUTH(ANN, SCOPE("{'project':{'name':'one'," DOMAIN_ID "}}")), "u1",
         true, METHOD_PASSWORD},
        {AUTH(ANN, SCOPE("{'project':{'name':'one'," DOMAIN_NAME "}}")), "u1",
         true, METHOD_PASSWORD},
        {AUTH(ANN, SCOPE("'unscoped'")), "u1", false, METHOD_PASSWORD},
        {AUTH(ANN, SCOPE("{'unscoped':{}}")), "u1", false, METHOD_PASSWORD},
        {AUTH(TOKEN_BY("{'id':'t2'}"), SCOPE("{'project':{'id':'p2'}}")), "u2",
         true, METHOD_TOKEN},
        {AUTH(CREDENTIAL("{'id':'c1','secret':'secret3'}"), ""), "u1", true,
         METHOD_CREDENTIAL},
        {AUTH(CREDENTIAL("{'name':'script','user':{'id':'u1'},"
                         "'secret':'secret3'}"),
              ""),
         "u1", true, METHOD_CREDENTIAL},
        {AUTH(CREDENTIAL("{'name':'script','user':{'name':'ann'," DOMAIN_ID
                         "},'secret':'secret3'}"),
              ""),
         "u1", true, METHOD_CREDENTIAL},
        {AUTH("{'methods':['password','token'],'token':{'id':'t1'},"
              "'password':{'user':{'id':'u1','password':'secret1'}}}",
              ""),
         "u1", false, METHOD_PASSWORD | METHOD_TOKEN},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct login login;

        if (log_in(&f, &login, rows[i].body) != LOGIN_GRANTED)
            fail_msg("row %zu: %s", i, login.message);
        assert_string_equal(login.identity->user_id, rows[i].user);
        assert_int_equal(login.scoped, rows[i].scoped);
        assert_int_equal(login.methods, rows[i].methods);
    }
    fixture_stop(&f);
}

static void a_secret_or_name_that_is_not_right_is_denied(void **state)
{
    static const char *const rows[] = {
        AUTH(PASSWORD("{'id':'u1','password':'secret2'}"), ""),
        AUTH(PASSWORD("{'id':'u1','password':''}"), ""),
        AUTH(PASSWORD("{'id':'u1','password':'secret1\\u0000'}"), ""),
        AUTH(PASSWORD("{'id':'u3','password':'secret1'}"), ""),
        AUTH(PASSWORD("{'id':'ann','password':'secret1'}"), ""),
        AUTH(PASSWORD("{'name':'u1','password':'secret1'," DOMAIN_ID "}"), ""),
        AUTH(PASSWORD("{'name':'ann','password':'secret1',"
                      "'domain':{'id':'Default'}}"),
             ""),
        AUTH(PASSWORD("{'name':'ann','password':'secret1',"
                      "'domain':{'name':'other'}}"),
             ""),
        AUTH(ANN, SCOPE("{'project':{'id':'p2'}}")),
        AUTH(ANN, SCOPE("{'project':{'name':'two'," DOMAIN_ID "}}")),
        AUTH(ANN, SCOPE("{'project':{'name':'one','domain':{'id':'x'}}}")),
        AUTH(ANN, SCOPE("{'domain':{'id':'default'}}")),
        AUTH(ANN, SCOPE("{'system':{'all':true}}")),
        AUTH(TOKEN_BY("{'id':'nobody'}"), ""),
        AUTH(TOKEN_BY("{'id':''}"), ""),
        AUTH(CREDENTIAL("{'id':'c1','secret':'secret1'}"), ""),
        AUTH(CREDENTIAL("{'id':'c2','secret':'secret3'}"), ""),
        AUTH(CREDENTIAL("{'name':'script','user':{'id':'u2'},"
                        "'secret':'secret3'}"),
             ""),
        AUTH(CREDENTIAL("{'id':'c1','secret':'secret3'}"),
             SCOPE("{'project':{'id':'p1'}}")),
        AUTH("{'methods':['totp'],'totp':{}}", ""),
        AUTH("{'methods':['password','token'],'token':{'id':'t2'},"
             "'password':{'user':{'id':'u1','password':'secret1'}}}",
             ""),
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct login login;

        if (log_in(&f, &login, rows[i]) != LOGIN_DENIED)
            fail_msg("row %zu is not denied: %s", i, rows[i]);
    }
    fixture_stop(&f);
}

static void the_message_says_what_is_missing(void **state)
{
    static const struct {
        const char *body;
        const char *missing;
    } rows[] = {
        {"{}", "'auth' in 'request body'"},
        {"[]", "'auth' in 'request body'"},
        {"{'auth':1}", "'auth' in 'request body'"},
        {"{'auth':{}}", "'identity' in 'auth'"},
        {AUTH("{}", ""), "'methods' in 'identity'"},
        {AUTH("{'methods':[]}", ""), "'methods' in 'identity'"},
        {AUTH("{'methods':'password'}", ""), "'methods' in 'identity'"},
        {AUTH("{'methods':['token','token','token','token'],"
              "'token':{'id':'t1'}}",
              ""),
         "'methods' in 'identity'"},
        {AUTH("{'methods':['password']}", ""), "'password' in 'identity'"},
        {AUTH("{'methods':['password'],'password':{}}", ""),
         "'user' in 'password'"},
        {AUTH(PASSWORD("{}"), ""), "'id' in 'user'"},
        {AUTH(PASSWORD("{'id':1,'password':'secret1'}"), ""), "'id' in 'user'"},
        {AUTH(PASSWORD("{'name':'ann','password':'secret1'}"), ""),
         "'domain' in 'user'"},
        {AUTH(PASSWORD("{'name':'ann','password':'secret1','domain':{}}"), ""),
         "'domain' in 'user'"},
        {AUTH(PASSWORD("{'id':'u1'}"), ""), "'password' in 'user'"},
        {AUTH(PASSWORD("{'id':'u1','password':1}"), ""),
         "'password' in 'user'"},
        {AUTH(ANN, SCOPE("{}")), "'project' in 'scope'"},
        {AUTH(ANN, SCOPE("'other'")), "'project' in 'scope'"},
        {AUTH(ANN, SCOPE("{'project':{}}")), "'id' in 'project'"},
        {AUTH(ANN, SCOPE("{'project':{'name':'one'}}")),
         "'domain' in 'project'"},
        {AUTH(TOKEN_BY("{}"), ""), "'id' in 'token'"},
        {AUTH(CREDENTIAL("{'id':'c1'}"), ""),
         "'secret' in 'application_credential'"},
        {AUTH(CREDENTIAL("{'secret':'secret3'}"), ""),
         "'id' in 'application_credential'"},
        {AUTH(CREDENTIAL("{'name':'script','secret':'secret3'}"), ""),
         "'id' in 'user'"},
    };
    struct fixture f;

    (void)state;
    fixture_start(&f);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct login login;

        if (log_in(&f, &login, rows[i].body) != LOGIN_MALFORMED ||
            !strstr(login.message, rows[i].missing))
            fail_msg("row %zu: %s: %s", i, rows[i].body, login.message);
    }
    fixture_stop(&f);
}

static void a_user_without_a_credential_cannot_use_one(void **state)
{
    struct fixture f;
    struct login login;

    (void)state;
    fixture_start(&f);
    f.emulator.identities[0].credential_secret = NULL;
    assert_int_equal(
        log_in(&f, &login,
               AUTH(CREDENTIAL("{'id':'c1','secret':'secret3'}"), "")),
        LOGIN_DENIED);
    fixture_stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_known_is_granted_what_he_asks_for),
        cmocka_unit_test(a_secret_or_name_that_is_not_right_is_denied),
        cmocka_unit_test(the_message_says_what_is_missing),
        cmocka_unit_test(a_user_without_a_credential_cannot_use_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
