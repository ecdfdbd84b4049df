#include "reports/certificate_html.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/pointer.h"
#include "reports/html.h"
#include "reports/page_style.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NOT_CERTIFIED "Not certified"

/* A column of a table, or a row of a list of facts. */
struct label {
    const char *name; /* of the member, or a JSON Pointer */
    const char *title;
};

/* A value as a person writes it: texts without quotes, lists with commas. */
static char *value_text(const json_t *value)
{
    struct buffer text;
    json_t *item;
    size_t i;

    if (json_is_string(value))
        return xmemdup(json_string_value(value), json_string_length(value));
    if (!value || json_is_null(value))
        return xstrdup("–");
    if (json_is_boolean(value))
        return xstrdup(json_is_true(value) ? "yes" : "no");
    if (!json_is_array(value))
        return json_text(value);
    buffer_init(&text, 0);
    json_array_foreach(value, i, item) {
        char *part = value_text(item);

        buffer_printf(&text, "%s%s", i ? ", " : "", part);
        free(part);
    }
    if (!text.len)
        buffer_add_text(&text, "–");
    return buffer_take(&text);
}

static void put_value(xmlTextWriterPtr page, const char *element,
                      const char *css, const json_t *value)
{
    char *text = value_text(value);

    html_element(page, element, css, text);
    free(text);
}

static const json_t *find(const json_t *object, const char *name)
{
    return name[0] == '/' ? pointer_get(object, name)
                          : json_object_get(object, name);
}

/* "title  value" for each label; they end with one without a name. */
static void put_facts(xmlTextWriterPtr page, const json_t *object,
                      const struct label *labels)
{
    html_open(page, "table", "facts");
    for (; labels->name; labels++) {
        html_open(page, "tr", NULL);
        html_element(page, "th", NULL, labels->title);
        put_value(page, "td", NULL, find(object, labels->name));
        html_close(page);
        html_line(page);
    }
    html_close(page);
}

static const char *css_of(const char *word)
{
    static const struct {
        const char *word, *css;
    } rows[] = {{"pass", "good"},    {"fail", "wrong"},    {"stale", "wrong"},
                {"error", "open"},   {"not run", "wrong"}, {"waived", "open"},
                {"broken", "wrong"}, {"kept", "good"},     {"none", "wrong"},
                {"full", "good"},    {"core", "open"}};

    for (size_t i = 0; word && i < sizeof(rows) / sizeof(*rows); i++)
        if (!strcmp(rows[i].word, word))
            return rows[i].css;
    return NULL;
}

static void put_table(xmlTextWriterPtr page, const json_t *list,
                      const struct label *columns)
{
    const struct label *column;
    json_t *item;
    size_t i;

    html_open(page, "table", NULL);
    html_open(page, "thead", NULL);
    html_open(page, "tr", NULL);
    for (column = columns; column->name; column++)
        html_element(page, "th", NULL, column->title);
    html_close(page);
    html_close(page);
    html_line(page);
    html_open(page, "tbody", NULL);
    json_array_foreach(list, i, item) {
        html_open(page, "tr", NULL);
        for (column = columns; column->name; column++) {
            const json_t *value = find(item, column->name);

            put_value(page, "td", css_of(json_string_value(value)), value);
        }
        html_close(page);
        html_line(page);
    }
    html_close(page);
    html_close(page);
}

/* Sentences, or one that says that there are none. */
static void put_list(xmlTextWriterPtr page, const json_t *list,
                     const char *nothing)
{
    json_t *item;
    size_t i;

    if (!json_array_size(list)) {
        html_element(page, "p", "dim", nothing);
        return;
    }
    html_open(page, "ul", NULL);
    json_array_foreach(list, i, item) {
        put_value(page, "li", NULL, item);
        html_line(page);
    }
    html_close(page);
}

static void put_title(xmlTextWriterPtr page, const json_t *certificate,
                      bool is_certified)
{
    const json_t *subject = json_object_get(certificate, "subject");
    char *of =
        xasprintf("%s, %s %s", json_member_text(subject, "organisation", ""),
                  json_member_text(subject, "product", ""),
                  json_member_text(subject, "version", ""));

    if (!is_certified)
        html_element(page, "p", "banner", NOT_CERTIFIED);
    html_element(page, "h1", is_certified ? NULL : "below-banner",
                 is_certified ? "Certificate of conformance"
                              : "Record of a run that is not certified");
    html_element(page, "p", NULL, of);
    free(of);
    if (!is_certified) {
        html_element(page, "h2", NULL, "Why not");
        put_list(page, json_object_get(certificate, "reasons"), "");
    }
}

static void put_subject(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label rows[] = {{"/organisation", "Organisation"},
                                        {"/product", "Product"},
                                        {"/version", "Version"},
                                        {"/contact", "Contact"},
                                        {"/website", "Website"},
                                        {"/remarks", "Remarks"},
                                        {0}};

    html_element(page, "h2", NULL, "Subject");
    put_facts(page, json_object_get(certificate, "subject"), rows);
}

static void put_levels(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label columns[] = {
        {"operation", "Operation"},
        {"level", "Level"},
        {"testcases", "Testcases"},
        {"passed", "Passed"},
        {"with_advice", "of these with advice"},
        {"waived", "Waived"},
        {"not_passed", "Failed or without verdict"},
        {"optional_skipped", "Skipped, optional"},
        {"lacking_skipped", "Skipped, capability missing"},
        {0}};

    html_element(page, "h2", NULL, "Level reached");
    put_table(page, json_object_get(certificate, "levels"), columns);
}

static void put_target(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label rows[] = {
        {"/base_url", "Endpoint"},
        {"/project_id", "Project"},
        {"/snapshot_id", "Snapshot named by the user"},
        {"/neighbour_id", "Neighbour named by the user"},
        {"/microversion", "Microversion sent"},
        {"/emulator", "The bundled emulator"},
        {"/insecure", "TLS not verified"},
        {"/fingerprint/http_versions", "HTTP"},
        {"/fingerprint/tls", "TLS"},
        {"/fingerprint/servers", "Field Server"},
        {"/fingerprint/request_id_fields", "Request ids in"},
        {"/fingerprint/clock_ahead_s/min",
         "Its clock is ahead by, s, at least"},
        {"/fingerprint/clock_ahead_s/max", "at most"},
        {0}};

    html_element(page, "h2", NULL, "Target");
    put_facts(page, json_object_get(certificate, "target"), rows);
}

static void put_run(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label rows[] = {
        {"/assay", "assay"},
        {"/run/started", "Started"},
        {"/run/duration_us", "Duration, µs"},
        {"/run/seed", "Seed"},
        {"/run/requests", "Requests"},
        {"/run/planned", "Testcases planned"},
        {"/run/counts/pass", "Passed"},
        {"/run/counts/fail", "Failed"},
        {"/run/counts/error", "Without verdict"},
        {"/run/counts/skip", "Skipped"},
        {"/run/counts/waived", "Waived"},
        {"/run/counts/stale", "Waiver void"},
        {"/run/advisories", "Pieces of advice"},
        {"/run/restored", "Changes were put back"},
        {"/run/aborted", "Ended early"},
        {"/run/exit_status", "Exit status"},
        {"/judged_again", "Judged again from the transcript"},
        {0}};

    html_element(page, "h2", NULL, "Run");
    put_facts(page, certificate, rows);
    html_element(page, "h3", NULL, "Observations");
    put_list(page, json_object_get(certificate, "observations"), "None.");
}

static void put_requirements(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label rows[] = {
        {"/dialect", "Dialect"},
        {"/profile", "Profile"},
        {"/strict", "Advice fails, too"},
        {"/scope", "Scope"},
        {"/scope_reason", "Why not full"},
        {"/digests/suite", "SHA-256 of the suites"},
        {"/digests/clauses", "of the clause ledgers"},
        {"/digests/operation", "of the operations"},
        {"/digests/schema", "of the schemas"},
        {"/digests/dialect", "of the dialect"},
        {"/digests/profile", "of the profile"},
        {"/digests/fixture", "of the request bodies"},
        {0}};
    static const struct label pages[] = {{"id", "Page"},
                                         {"title", "Title"},
                                         {"date", "Edition"},
                                         {"clauses", "Clauses"},
                                         {"sha256", "SHA-256 of their digests"},
                                         {0}};
    const json_t *requirements = json_object_get(certificate, "requirements");

    html_element(page, "h2", NULL, "Requirements");
    put_facts(page, requirements, rows);
    html_element(page, "h3", NULL, "Source pages");
    put_table(page, json_object_get(requirements, "pages"), pages);
}

static void put_waivers(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label columns[] = {{"/waiver/testcase", "Testcases"},
                                           {"waived", "Waived"},
                                           {"/waiver/reason", "Reason"},
                                           {"/waiver/owner", "Owner"},
                                           {"/waiver/issue", "Issue"},
                                           {"/waiver/expires", "Expires"},
                                           {"/waiver/findings", "Findings"},
                                           {"/waiver/target", "Only for"},
                                           {"state", "State"},
                                           {0}};
    const json_t *waivers = json_object_get(certificate, "waivers");

    html_element(page, "h2", NULL, "Waivers");
    if (json_array_size(waivers))
        put_table(page, waivers, columns);
    else
        html_element(page, "p", "dim", "None.");
}

/* All of them, those that did not pass among the others. */
static void put_testcases(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label columns[] = {
        {"id", "Testcase"},           {"verdict", "Verdict"},
        {"reason", "Reason"},         {"advice", "Advice"},
        {"observations", "Observed"}, {0}};

    html_element(page, "h2", NULL, "Testcases");
    put_table(page, json_object_get(certificate, "testcases"), columns);
}

static void put_clauses(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label columns[] = {
        {"operation", "Operation"}, {"page", "Page"},
        {"id", "Clause"},           {"level", "Level"},
        {"basis", "Basis"},         {"state", "State"},
        {"reason", "Reason"},       {0}};

    html_element(page, "h2", NULL, "Clauses");
    put_table(page, json_object_get(certificate, "clauses"), columns);
}

static void put_files(xmlTextWriterPtr page, const json_t *certificate)
{
    static const struct label files[] = {
        {"name", "File"}, {"size", "Bytes"}, {"sha256", "SHA-256"}, {0}};
    static const struct label sources[] = {
        {"name", "File"}, {"kind", "Kind"}, {"sha256", "SHA-256"}, {0}};

    html_element(page, "h2", NULL, "Evidence");
    put_table(page, json_object_get(certificate, "files"), files);
    html_element(page, "h3", NULL, "Suites, ledgers and schemas");
    put_table(page, pointer_get(certificate, "/requirements/files"), sources);
}

static void put_repeat(xmlTextWriterPtr page, const json_t *certificate)
{
    html_element(page, "h2", NULL, "How to check this");
    html_element(page, "p", NULL,
                 "In the folder that holds this page, with the signer's public "
                 "key in signer.pub:");
    html_element(page, "pre", NULL, "assay verify . --pubkey signer.pub");
    html_element(page, "p", NULL, "The same run against the same endpoint:");
    put_value(page, "pre", NULL, json_object_get(certificate, "reproduce"));
}

char *certificate_html(const json_t *certificate)
{
    static void (*const sections[])(xmlTextWriterPtr, const json_t *) = {
        put_subject, put_levels,    put_target,  put_run,   put_requirements,
        put_waivers, put_testcases, put_clauses, put_files, put_repeat};
    bool is_certified = json_is_true(json_object_get(certificate, "certified"));
    struct buffer bytes;
    xmlTextWriterPtr page;

    buffer_init(&bytes, 0);
    page = xml_to_buffer(&bytes);
    html_begin(page,
               is_certified ? "Certificate of conformance" : NOT_CERTIFIED,
               page_style);
    put_title(page, certificate, is_certified);
    for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
        sections[i](page, certificate);
    html_end(page);
    xmlFreeTextWriter(page);
    return buffer_take(&bytes);
}
