#include "cli/table.h"

#include <ctype.h>
#include <string.h>

/* What every row has; the rest of it follows by name. */
#define ROW(NAME, GROUP, TYPE, MEMBER, COMMANDS, MARKS, VALUE, HELP)           \
    .name = NAME, .group = GROUP, .type = TYPE,                                \
    .at = offsetof(struct config, MEMBER), .commands = COMMANDS,               \
    .marks = MARKS, .value = VALUE, .help = HELP

#define FOR_AIM   (FOR_RUN | FOR_DOCTOR)
#define FOR_REACH (FOR_AIM | FOR_RESTORE)
#define FOR_PICK  (FOR_RUN | FOR_LIST)
/* The commands that read results of runs need our own schemas only. */
#define FOR_RESULTS  (FOR_WAIVE | FOR_COMPARE)
#define FOR_DATA     (FOR_ALL & ~(FOR_SCHEMA | FOR_DERIVE))
#define FOR_SUITES   (FOR_DATA & ~FOR_RESULTS)
#define FOR_VERDICTS (FOR_RUN | FOR_JUDGE)

/* Transcripts, ledgers and results say themselves which dialect and profile. */
#define FOR_CHOICE                                                             \
    (FOR_SUITES & ~(FOR_JUDGE | FOR_RESTORE | FOR_CERTIFY | FOR_VERIFY))

static const struct option table[] = {
    {ROW("base-url", ABOUT_TARGET, TEXT, base_url, FOR_REACH, AGAIN, "URL",
         "the endpoint: https://host[/prefix][/v3[/PROJECT]]"),
     .more = "Without it the endpoint is looked up in the catalog that comes "
             "with a login."},
    {ROW("project-id", ABOUT_TARGET, TEXT, project_id, FOR_REACH, AGAIN, "ID",
         "the project, unless the URL ends in it"),
     .more = "Two different ones are a mistake.",
     .variables = {"OS_PROJECT_ID", "OS_TENANT_ID"}},
    {ROW("snapshot-id", ABOUT_TARGET, TEXT, snapshot_id, FOR_AIM, AGAIN, "ID",
         "judge with this snapshot and put it back; without it the run makes "
         "and deletes its own volume and snapshots")},
    {ROW("neighbour-id", ABOUT_TARGET, TEXT, neighbour_id, FOR_AIM, AGAIN, "ID",
         "with --snapshot-id: a second snapshot that must stay untouched")},
    {ROW("microversion", ABOUT_TARGET, TEXT, microversion, FOR_AIM, AGAIN,
         "TEXT", "send OpenStack-API-Version, for example \"volume 3.50\"")},
    {ROW("emulator", ABOUT_TARGET, FLAG, emulator, FOR_AIM, AGAIN, NULL,
         "start the bundled emulator on a free port, judge it, stop it")},

    {ROW("token", ABOUT_IDENTITY, TEXT, token, FOR_REACH, SECRET, "TOKEN",
         "sent as X-Auth-Token; better given by the environment"),
     .more = "Other users of the machine can see the command line.",
     .variables = {"OS_TOKEN"}},
    {ROW("token-file", ABOUT_IDENTITY, TEXT, token_file, FOR_REACH, PATH, "F|-",
         "read the token from a file or standard input"),
     .more = "Its first line counts. It wins over --token."},
    {ROW("os-cloud", ABOUT_IDENTITY, TEXT, os_cloud, FOR_REACH, AGAIN, "NAME",
         "log in as this cloud of clouds.yaml says"),
     .variables = {"OS_CLOUD"}},
    {ROW("os-auth-url", ABOUT_IDENTITY, TEXT, os_auth_url, FOR_REACH, AGAIN,
         "URL", "log in here: Keystone, with or without /v3"),
     .variables = {"OS_AUTH_URL"}},
    {ROW("os-auth-type", ABOUT_IDENTITY, TEXT, os_auth_type, FOR_REACH, AGAIN,
         "TYPE", "how to log in; default: told from what is given"),
     .more = "password, token, v3password, v3token, v3applicationcredential, "
             "admin_token or none.",
     .known = "password token v3password v3token v3applicationcredential "
              "admin_token none",
     .variables = {"OS_AUTH_TYPE"}},
    {ROW("os-username", ABOUT_IDENTITY, TEXT, os_username, FOR_REACH, AGAIN,
         "NAME", "the user to log in as"),
     .variables = {"OS_USERNAME"}},
    {ROW("os-user-id", ABOUT_IDENTITY, TEXT, os_user_id, FOR_REACH, AGAIN, "ID",
         "the same by id"),
     .variables = {"OS_USER_ID"}},
    {ROW("os-password", ABOUT_IDENTITY, TEXT, os_password, FOR_REACH, SECRET,
         "TEXT", "the user's password; better given by the environment"),
     .variables = {"OS_PASSWORD"}},
    {ROW("os-user-domain-id", ABOUT_IDENTITY, TEXT, os_user_domain_id,
         FOR_REACH, AGAIN, "ID", "domain of the user"),
     .variables = {"OS_USER_DOMAIN_ID"}},
    {ROW("os-user-domain-name", ABOUT_IDENTITY, TEXT, os_user_domain_name,
         FOR_REACH, AGAIN, "NAME", "the same by name"),
     .variables = {"OS_USER_DOMAIN_NAME"}},
    {ROW("os-project-name", ABOUT_IDENTITY, TEXT, os_project_name, FOR_REACH,
         AGAIN, "NAME", "the project to log in to; by id it is --project-id"),
     .variables = {"OS_PROJECT_NAME", "OS_TENANT_NAME"}},
    {ROW("os-project-domain-id", ABOUT_IDENTITY, TEXT, os_project_domain_id,
         FOR_REACH, AGAIN, "ID", "domain of the project"),
     .variables = {"OS_PROJECT_DOMAIN_ID"}},
    {ROW("os-project-domain-name", ABOUT_IDENTITY, TEXT, os_project_domain_name,
         FOR_REACH, AGAIN, "NAME", "the same by name"),
     .variables = {"OS_PROJECT_DOMAIN_NAME"}},
    {ROW("os-default-domain", ABOUT_IDENTITY, TEXT, os_default_domain,
         FOR_REACH, AGAIN, "ID",
         "domain of user and project where none is named"),
     .variables = {"OS_DEFAULT_DOMAIN"}},
    {ROW("os-application-credential-id", ABOUT_IDENTITY, TEXT,
         os_application_credential_id, FOR_REACH, AGAIN, "ID",
         "the application credential to log in with"),
     .variables = {"OS_APPLICATION_CREDENTIAL_ID"}},
    {ROW("os-application-credential-name", ABOUT_IDENTITY, TEXT,
         os_application_credential_name, FOR_REACH, AGAIN, "NAME",
         "the same by name and user"),
     .variables = {"OS_APPLICATION_CREDENTIAL_NAME"}},
    {ROW("os-application-credential-secret", ABOUT_IDENTITY, TEXT,
         os_application_credential_secret, FOR_REACH, SECRET, "TEXT",
         "its secret; better given by the environment"),
     .variables = {"OS_APPLICATION_CREDENTIAL_SECRET"}},
    {ROW("ak", ABOUT_IDENTITY, TEXT, ak, FOR_REACH, AGAIN, "ID",
         "sign requests with this access key instead of logging in"),
     .variables = {"OS_ACCESS_KEY"}},
    {ROW("sk", ABOUT_IDENTITY, TEXT, sk, FOR_REACH, SECRET, "TEXT",
         "the secret key of --ak; better given by the environment"),
     .variables = {"OS_SECRET_KEY"}},
    {ROW("interface", ABOUT_IDENTITY, TEXT, interface, FOR_REACH, AGAIN, "WORD",
         "which endpoint of the catalog: public, internal or admin"),
     .known = "public internal admin",
     .variables = {"OS_INTERFACE", "OS_ENDPOINT_TYPE"}},
    {ROW("region", ABOUT_IDENTITY, TEXT, region, FOR_REACH, AGAIN, "ID",
         "which region of the catalog"),
     .variables = {"OS_REGION_NAME"}},
    {ROW("second-cloud", ABOUT_IDENTITY, TEXT, second_cloud, FOR_AIM, AGAIN,
         "NAME",
         "another cloud of clouds.yaml: an identity to whom the resources do "
         "not belong")},
    {ROW("second-token", ABOUT_IDENTITY, TEXT, second_token, FOR_AIM, SECRET,
         "TOKEN", "the same by a token; better given by the environment")},
    {ROW("second-project-id", ABOUT_IDENTITY, TEXT, second_project_id, FOR_AIM,
         AGAIN, "ID", "project of --second-token")},

    {ROW("dialect", ABOUT_SELECTION, TEXT, dialect, FOR_CHOICE, AGAIN, "ID",
         "which paths and pages"),
     .fallback = "cinder-v3", .known = "cinder-v2 cinder-v3 cloudsnapshots-v2"},
    {ROW("profile", ABOUT_SELECTION, TEXT, profile, FOR_CHOICE, AGAIN, "ID",
         "whose promises: otc is the documentation as written"),
     .fallback = "otc", .known = "openstack otc"},
    {ROW("data", ABOUT_SELECTION, TEXT, data, FOR_DATA, AGAIN | DIRECTORY,
         "DIR", "directory with suites, schemas and fixtures")},
    {ROW("include", ABOUT_SELECTION, LIST, include, FOR_PICK, 0, "GLOB",
         "only testcases whose id matches; * crosses /; repeatable")},
    {ROW("exclude", ABOUT_SELECTION, LIST, exclude, FOR_PICK, 0, "GLOB",
         "not those; repeatable")},
    {ROW("tag", ABOUT_SELECTION, LIST, tags, FOR_PICK, 0, "TAG",
         "only testcases with one of these tags; repeatable")},
    {ROW("opt-in", ABOUT_SELECTION, LIST, opt_in, FOR_PICK, AGAIN, "TAG",
         "also testcases that must be asked for; repeatable")},
    {ROW("without", ABOUT_SELECTION, LIST, without, FOR_PICK, AGAIN, "WORD",
         "leave out what needs this: read, create or second-identity; "
         "repeatable"),
     .choices = "read create second-identity"},
    {ROW("missing", ABOUT_SELECTION, FLAG, missing, FOR_CLAUSES, 0, NULL,
         "only clauses that no testcase tests, with the reason")},
    {ROW("by-testcase", ABOUT_SELECTION, FLAG, by_testcase, FOR_CLAUSES, 0,
         NULL, "the other way round: each testcase with what it tests")},
    {ROW("fail-fast", ABOUT_SELECTION, FLAG, fail_fast, FOR_RUN, 0, NULL,
         "stop at the first testcase that fails")},
    {ROW("strict", ABOUT_SELECTION, FLAG, strict, FOR_RUN, AGAIN, NULL,
         "advisory findings fail, too")},
    {ROW("waivers", ABOUT_SELECTION, TEXT, waivers, FOR_VERDICTS, AGAIN | PATH,
         "F", "testcases that may fail, until a day and for a reason"),
     .more = "See WAIVERS."},
    {ROW("dry-run", ABOUT_SELECTION, FLAG, dry_run, FOR_RUN | FOR_RESTORE, 0,
         NULL, "print every request, or what would be put back; send nothing")},
    {ROW("seed", ABOUT_SELECTION, TEXT, seed, FOR_RUN, 0, "N",
         "seed of generated ids and names; default: a new one, which is "
         "printed")},

    {ROW("volume-id", ABOUT_RESOURCES, TEXT, volume_id, FOR_AIM, AGAIN, "ID",
         "make the snapshots of this volume, which stays as it is")},
    {ROW("volume-size", ABOUT_RESOURCES, COUNT, volume_size, FOR_AIM, AGAIN,
         "GB", "size of the volume that is made; 0: the smallest"),
     .fallback = "0"},
    {ROW("volume-type", ABOUT_RESOURCES, TEXT, volume_type, FOR_AIM, AGAIN,
         "NAME", "its type")},
    {ROW("availability-zone", ABOUT_RESOURCES, TEXT, availability_zone, FOR_AIM,
         AGAIN, "NAME", "where it is made")},
    {ROW("no-create", ABOUT_RESOURCES, FLAG, no_create, FOR_AIM, AGAIN, NULL,
         "make nothing; use only what --snapshot-id and --neighbour-id name")},
    {ROW("ledger", ABOUT_RESOURCES, TEXT, ledger, FOR_RUN, PATH, "F",
         "write down here what the run is about to change and make"),
     .more = "By it restore puts back what the run could not. Default: "
             "ledger.jsonl in the directory of --out, else a file below "
             "$XDG_STATE_HOME/assay (~/.local/state/assay), which is removed "
             "when everything was put back; there also with --mask, since it "
             "names the project."},

    {ROW("timeout", ABOUT_PACE, SECONDS, timeout_ms, FOR_REACH, AGAIN, "S",
         "limit for one request"),
     .fallback = "30"},
    {ROW("connect-timeout", ABOUT_PACE, SECONDS, connect_timeout_ms, FOR_REACH,
         AGAIN, "S", "limit for one connection"),
     .fallback = "10"},
    {ROW("deadline", ABOUT_PACE, SECONDS, deadline_ms, FOR_RUN, AGAIN, "S",
         "limit for the whole run; 0: none"),
     .fallback = "0"},
    {ROW("settle", ABOUT_PACE, SECONDS, settle_ms, FOR_RUN | FOR_RESTORE, AGAIN,
         "S", "how long reads may lag behind writes"),
     .fallback = "2"},
    {ROW("wait-ready", ABOUT_PACE, SECONDS, wait_ready_ms, FOR_REACH, AGAIN,
         "S", "wait so long for the target to answer at all; 0: not at all"),
     .fallback = "0"},
    {ROW("retries", ABOUT_PACE, COUNT, retries, FOR_REACH, AGAIN, "N",
         "try a request again after trouble on the way; 0: never"),
     .fallback = "0"},
    {ROW("rate", ABOUT_PACE, RATE, rate, FOR_REACH, AGAIN, "N",
         "at most so many requests a second; 0: no limit"),
     .fallback = "0"},
    {ROW("max-requests", ABOUT_PACE, COUNT, max_requests, FOR_RUN, AGAIN, "N",
         "stop testing after so many requests; 0: no limit"),
     .fallback = "0"},
    {ROW("max-body", ABOUT_PACE, COUNT, max_body, FOR_REACH, AGAIN, "BYTES",
         "largest answer that is read"),
     .fallback = "16777216"},
    {ROW("max-errors", ABOUT_PACE, COUNT, max_errors, FOR_RUN, AGAIN, "N",
         "testcases in error for one cause before the rest are not tried; 0: "
         "no limit"),
     .fallback = "5"},

    {ROW("cacert", ABOUT_NETWORK, TEXT, cacert, FOR_REACH, AGAIN | PATH, "F",
         "PEM file of trusted certificates"),
     .variables = {"OS_CACERT"}},
    {ROW("cert", ABOUT_NETWORK, TEXT, cert, FOR_REACH, AGAIN | PATH, "F",
         "PEM file of the certificate that the client shows"),
     .variables = {"OS_CERT"}},
    {ROW("key", ABOUT_NETWORK, TEXT, key, FOR_REACH, AGAIN | PATH, "F",
         "PEM file of its private key, unless it is in the same file"),
     .variables = {"OS_KEY"}},
    {ROW("insecure", ABOUT_NETWORK, FLAG, insecure, FOR_REACH, AGAIN, NULL,
         "do not verify TLS; printed on every report")},
    {ROW("proxy", ABOUT_NETWORK, TEXT, proxy, FOR_REACH, AGAIN | USER_INFO,
         "URL", "go through this proxy: http://[user:password@]host:port")},
    {ROW("resolve", ABOUT_NETWORK, LIST, resolve, FOR_REACH, AGAIN, "H:P:ADDR",
         "take this address for host and port; repeatable")},

    {ROW("mask-header", ABOUT_MASKING, LIST, mask_headers, FOR_REACH, AGAIN,
         "NAME", "mask the values of this header field; repeatable"),
     .more = "X-Auth-Token, Authorization, Cookie and others are masked "
             "without it."},
    {ROW("mask-query", ABOUT_MASKING, LIST, mask_queries, FOR_REACH, AGAIN,
         "NAME", "mask the values of this parameter of URLs; repeatable"),
     .more = "token, signature, password and others are masked without it."},
    {ROW("mask-pointer", ABOUT_MASKING, LIST, mask_pointers, FOR_REACH, AGAIN,
         "PTR", "mask what this JSON Pointer names in bodies; repeatable"),
     .more = "Members called password, secret, token and the like are masked "
             "without it, wherever they stand."},
    {ROW("mask", ABOUT_MASKING, LIST, mask, FOR_REACH, AGAIN, "WORD",
         "project: show a substitute for the project's id"),
     .more = "The same project has the same substitute in every run.",
     .choices = "project"},
    {ROW("mask-key", ABOUT_MASKING, TEXT, mask_key, FOR_REACH, SECRET, "TEXT",
         "make other substitutes, which only who has the key can check; "
         "better given by the environment")},

    {ROW("tap", ABOUT_REPORTS, TEXT, tap, FOR_VERDICTS, PATH, "F",
         "write TAP 14; - is standard output"),
     .more = "The text for a person then goes to standard error."},
    {ROW("junit", ABOUT_REPORTS, TEXT, junit, FOR_VERDICTS, PATH, "F",
         "write JUnit XML")},
    {ROW("json", ABOUT_REPORTS, TEXT, json,
         FOR_VERDICTS | FOR_COMPARE | FOR_DERIVE, PATH, "F",
         "write everything as JSON, of a run with every exchange")},
    {ROW("html", ABOUT_REPORTS, TEXT, html, FOR_VERDICTS, PATH, "F",
         "write a page to be read, that needs nothing else")},
    {ROW("har", ABOUT_REPORTS, TEXT, har, FOR_RUN, PATH, "F",
         "write a transcript (HAR 1.2) for assay judge")},
    {ROW("markdown", ABOUT_REPORTS, TEXT, markdown, FOR_COMPARE, PATH, "F",
         "write what differs as a comment for a merge request")},
    {ROW("out", ABOUT_REPORTS, TEXT, out,
         FOR_VERDICTS | FOR_SELFTEST | FOR_DERIVE, DIRECTORY, "DIR",
         "write all of them into a directory"),
     .more =
         "The files are report.tap, junit.xml, results.json, report.html and, "
         "of a run, transcript.har; of selftest selftest.json and "
         "selftest.html; of derive contracts, schemas, ledgers and examples, "
         "and there -o DIR is the same."},
    {ROW("quiet", ABOUT_REPORTS, FLAG, quiet,
         FOR_VERDICTS | FOR_SELFTEST | FOR_COMPARE | FOR_DERIVE, 0, NULL,
         "only failures and the last line")},
    {ROW("verbose", ABOUT_REPORTS, FLAG, verbose,
         FOR_PICK | FOR_CLAUSES | FOR_JUDGE | FOR_COMPARE, 0, NULL,
         "every testcase"),
     .more = "The command list shows its clauses; compare --parity the clauses "
             "in which the two agree."},
    {ROW("color", ABOUT_REPORTS, TEXT, color, FOR_VERDICTS, 0, "WHEN",
         "auto, always or never"),
     .fallback = "auto", .choices = "auto always never"},

    {ROW("parity", ABOUT_RESULTS, FLAG, parity, FOR_COMPARE, 0, NULL,
         "the results are of two targets: do they behave alike?")},
    {ROW("into", ABOUT_RESULTS, TEXT, into, FOR_WAIVE, PATH, "F",
         "add the waivers to this file, which need not be there"),
     .more = "What is in it stays."},
    {ROW("owner", ABOUT_RESULTS, TEXT, owner, FOR_WAIVE, 0, "TEXT",
         "who sees to it that the waivers end")},
    {ROW("issue", ABOUT_RESULTS, TEXT, issue, FOR_WAIVE, 0, "URL",
         "where they are discussed")},
    {ROW("expires", ABOUT_RESULTS, TEXT, expires, FOR_WAIVE, 0, "DATE",
         "last day on which they count, YYYY-MM-DD")},
    {ROW("subject", ABOUT_CERTIFICATES, TEXT, subject, FOR_CERTIFY, PATH, "F",
         "who is judged: organisation, product, version, contact, as JSON")},
    {ROW("sign-key", ABOUT_CERTIFICATES, TEXT, sign_key, FOR_CERTIFY, PATH, "F",
         "PEM file of the Ed25519 key to sign with; without it nothing is "
         "signed"),
     .more = "A key that a password protects is refused."},
    {ROW("record", ABOUT_CERTIFICATES, FLAG, record, FOR_CERTIFY, 0, NULL,
         "write a record, too, of a run that cannot be certified"),
     .more = "It says so on every page, and its statement has the result "
             "FAILED."},
    {ROW("pubkey", ABOUT_CERTIFICATES, TEXT, pubkey, FOR_VERIFY, PATH, "F",
         "PEM file of the key that must have signed it")},
    {ROW("pae", ABOUT_CERTIFICATES, TEXT, pae, FOR_VERIFY, PATH, "F",
         "write the bytes that are signed, for other programs")},

    {ROW("draft", ABOUT_SCHEMAS, TEXT, draft, FOR_SCHEMA, 0, "NAME",
         "of schemas without \"$schema\": 2020-12, 7 or 4"),
     .fallback = "2020-12", .choices = "2020-12 7 4"},
    {ROW("ref", ABOUT_SCHEMAS, LIST, refs, FOR_SCHEMA, 0, "[URI=]F",
         "a schema that others refer to; repeatable"),
     .more = "By the URI, or without one by the place of its file."},
    {ROW("format", ABOUT_SCHEMAS, TEXT, format, FOR_SCHEMA, 0, "WORD",
         "assert or annotate: must a value have its \"format\"?"),
     .fallback = "assert", .choices = "assert annotate"},
    {ROW("known-only", ABOUT_SCHEMAS, FLAG, known_only, FOR_SCHEMA, 0, NULL,
         "a keyword or format that is not known is a mistake")},
    {ROW("output", ABOUT_SCHEMAS, TEXT, output, FOR_SCHEMA, 0, "FORM",
         "flag or basic: validate prints this JSON instead of text"),
     .choices = "flag basic"},
    {ROW("second-opinion", ABOUT_SCHEMAS, TEXT, second_opinion, FOR_SCHEMA, 0,
         "NAME", "validate also says where this engine disagrees: wjelement")},

    {ROW("check", ABOUT_PAGES, TEXT, check, FOR_DERIVE, DIRECTORY | LINE_ONLY,
         "DIR", "write nothing; is what stands there what the pages give?"),
     .more = "Each difference is a line with file, place and clauses."},
    {ROW("lint", ABOUT_PAGES, FLAG, lint, FOR_DERIVE, LINE_ONLY, NULL,
         "write nothing; where does the documentation contradict itself?")},
    {ROW("overrides", ABOUT_PAGES, TEXT, overrides, FOR_DERIVE, PATH, "F|DIR",
         "a file of overrides, or a folder of them")},
    {ROW("clauses", ABOUT_PAGES, LIST, ledgers, FOR_DERIVE, PATH, "F",
         "with --check: a clause ledger to hold against its pages; "
         "repeatable")},

    {ROW("include-fault", ABOUT_TRIALS, LIST, include_fault, FOR_SELFTEST, 0,
         "GLOB", "only faults whose name matches, and no variants; repeatable"),
     .more = "Whether every testcase catches something is not judged then."},
    {ROW("jobs", ABOUT_TRIALS, COUNT, jobs, FOR_SELFTEST, 0, "N",
         "runs at a time; 0: three for each processor, since they often wait"),
     .fallback = "0"},

    {ROW("config", ABOUT_PROGRAM, TEXT, config, FOR_ALL,
         AGAIN | PATH | NOT_IN_FILE, "F", "read options from a JSON file"),
     .more = "Members are named as the options without their two dashes."},
    {ROW("show-config", ABOUT_PROGRAM, FLAG, show_config, FOR_AIM, LINE_ONLY,
         NULL, "print every setting and where it comes from, and exit")},
    {ROW("help", ABOUT_PROGRAM, FLAG, help, FOR_ALL, LINE_ONLY, NULL,
         "print this and exit")},
    {ROW("version", ABOUT_PROGRAM, FLAG, version, FOR_ALL, LINE_ONLY, NULL,
         "print the version and exit")},
};

#define TABLE_LEN (sizeof(table) / sizeof(*table))

_Static_assert(TABLE_LEN <= OPTIONS_MAX, "every option has its origin");

const struct option *option_table(size_t *len)
{
    *len = TABLE_LEN;
    return table;
}

const struct option *option_find(const char *name, size_t len, int commands)
{
    for (size_t i = 0; i < TABLE_LEN; i++)
        if ((table[i].commands & commands) && strlen(table[i].name) == len &&
            !strncmp(table[i].name, name, len))
            return &table[i];
    return NULL;
}

const char *option_group_title(enum option_group group)
{
    static const char *const titles[GROUPS_LEN] = {
        [ABOUT_TARGET] = "Target",
        [ABOUT_IDENTITY] = "Identity",
        [ABOUT_SELECTION] = "Selection",
        [ABOUT_RESOURCES] = "Resources",
        [ABOUT_PACE] = "Pace",
        [ABOUT_NETWORK] = "Network",
        [ABOUT_MASKING] = "Masking",
        [ABOUT_REPORTS] = "Reports",
        [ABOUT_SCHEMAS] = "Schemas",
        [ABOUT_RESULTS] = "Results of runs",
        [ABOUT_CERTIFICATES] = "Certificates",
        [ABOUT_PAGES] = "Documentation pages",
        [ABOUT_TRIALS] = "Selftest",
        [ABOUT_PROGRAM] = "Program"};

    return titles[group];
}

void option_variable(const struct option *option, char variable[VARIABLE_SIZE])
{
    const char *name = option->name;
    size_t len = 6;

    memcpy(variable, "ASSAY_", len);
    for (; *name && len < VARIABLE_SIZE - 1; name++)
        variable[len++] =
            *name == '-' ? '_' : (char)toupper((unsigned char)*name);
    variable[len] = '\0';
}
