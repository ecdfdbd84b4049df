#include "run/refusal.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SHOWN_BYTES 160

/*
 * The first row whose status (0: any) and one of whose words (none: any)
 * stand in the answer is used. EVS codes: evs_04_0038, "Error Codes"; the
 * English words are upstream Cinder's. APIG codes come from the gateway before
 * the vendor's services (API Gateway, User Guide, "Error Codes").
 */
static const struct row {
    int status;
    const char *words[4];
    const char *meaning;
} rows[] = {
    {401,
     {"APIG.0301", "signature", "aksk"},
     "it does not take the signature: are --ak and --sk right and of this "
     "region, and is this machine's clock (15 minutes)?"},
    {401,
     {NULL},
     "it does not know the token: is it right and still valid (--token, or a "
     "login by --os-cloud or OS_*), and of this project?"},
    {413,
     {NULL},
     "a quota of the project is used up (volumes, snapshots or gigabytes): "
     "free some, or name a snapshot with --snapshot-id"},
    {0,
     {"quota", "EVS.1034", "EVS.1042", "EVS.5413"},
     "a quota of the project is used up (volumes, snapshots or gigabytes): "
     "free some, or name a snapshot with --snapshot-id"},
    {403,
     {NULL},
     "this user may not do that: take one whose role allows it, or name "
     "resources with --volume-id or --snapshot-id"},
    {400,
     {"availability zone", "availability_zone", "EVS.1036", "EVS.1041"},
     "the availability zone does not suit it (--availability-zone)"},
    {0,
     {"volume type", "volume_type", "EVS.1020", "VolumeType"},
     "the volume type does not suit it (--volume-type)"},
    {400, {"size", "EVS.1010"}, "the size does not suit it (--volume-size)"},
    {404,
     {"volume ", "no volume"},
     "the project has no such volume (--volume-id)"},
    {429, {NULL}, "it asks for fewer requests (--rate)"},
    {503, {NULL}, "it is not available at the moment (--wait-ready)"},
};

/* Without regard to case. */
static bool has_word(const char *text, const char *word)
{
    for (; *text; text++)
        if (!strncasecmp(text, word, strlen(word)))
            return true;
    return false;
}

static bool has_any(const char *text, const char *const *words, size_t len)
{
    if (!words[0])
        return true;
    for (size_t i = 0; i < len && words[i]; i++)
        if (has_word(text, words[i]))
            return true;
    return false;
}

static const struct row *row_of(int status, const char *text)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if ((!rows[i].status || rows[i].status == status) &&
            has_any(text, rows[i].words,
                    sizeof(rows[i].words) / sizeof(*rows[i].words)))
            return &rows[i];
    return NULL;
}

static void explain_answer(const char *url, const struct response *response,
                           struct error *err)
{
    const char *content = response->content ? response->content : "";
    const char *type = fields_get(&response->fields, "Content-Type");
    const struct row *row =
        response->status >= 400 ? row_of(response->status, content) : NULL;
    char *start = text_visible(content, response->content_len, SHOWN_BYTES);

    if (row)
        error_set(err, ERROR_TARGET, url, "the target answered %d; %s: %s",
                  response->status, row->meaning, start);
    else
        error_set(err, ERROR_TARGET, url,
                  "the target answered %d with %s, which is not what an "
                  "EVS endpoint answers here (--base-url, --project-id, "
                  "--snapshot-id): %s",
                  response->status, type ? type : "no content type", start);
    free(start);
}

void refusal_explain(const struct exchange *exchange, struct error *err)
{
    char *url =
        xasprintf("%s %s", exchange->request.method, exchange->request.url);

    if (exchange->transport != TRANSPORT_OK)
        error_set(err, ERROR_TRANSPORT, url, "%s",
                  exchange->transport_text ? exchange->transport_text
                                           : "no response came");
    else
        explain_answer(url, &exchange->response, err);
    free(url);
}
