#include "emulator/refusal.h"

#include <stdarg.h>
#include <stdio.h>

/* Rows in the order of enum refusal_reason. */
static const struct refusal_row {
    int status;
    const char *fault; /* the only member of the body */
    const char *code;
} rows[] = {
    [REFUSE_NOTHING] = {500, "computeFault", "EVS.5500"},
    [REFUSE_URL] = {400, "badRequest", "EVS.5400"},
    [REFUSE_BODY] = {400, "badRequest", "EVS.5400"},
    [REFUSE_PARAMETER] = {400, "badRequest", "EVS.5400"},
    [REFUSE_LIMIT] = {400, "badRequest", "EVS.1023"},
    [REFUSE_MARKER] = {400, "badRequest", "EVS.1024"},
    [REFUSE_SORT_KEY] = {400, "badRequest", "EVS.1039"},
    [REFUSE_SORT_DIR] = {400, "badRequest", "EVS.1040"},
    /* The error code page has a row for just this case and puts it under
       400; OpenStack Cinder answers 400 as well ("Malformed request url"). */
    [REFUSE_PROJECT] = {400, "badRequest", "Common.0018"},
    [REFUSE_ZONE] = {400, "badRequest", "EVS.1036"},
    [REFUSE_VOLUME_SIZE] = {400, "badRequest", "EVS.1010"},
    [REFUSE_VOLUME_TYPE] = {400, "badRequest", "EVS.1020"},
    [REFUSE_VOLUME_STATUS] = {400, "badRequest", "EVS.1046"},
    [REFUSE_SNAPSHOT_STATUS] = {400, "badRequest", "EVS.1047"},
    [REFUSE_TOKEN_FORM] = {400, "badRequest", "Common.0013"},
    [REFUSE_TOKEN] = {401, "unauthorized", "EVS.5401"},
    [REFUSE_FORBIDDEN] = {403, "forbidden", "EVS.5403"},
    [REFUSE_UNKNOWN] = {404, "itemNotFound", "EVS.5404"},
    [REFUSE_ROUTE] = {404, "itemNotFound", "EVS.5404"},
    [REFUSE_METHOD] = {405, "badMethod", "405"},
    [REFUSE_SIZE] = {413, "overLimit", "EVS.5413"},
    [REFUSE_QUOTA] = {413, "overLimit", "EVS.5413"},
    [REFUSE_RATE] = {429, "overLimit", "429"},
    [REFUSE_UNREADY] = {503, "serviceUnavailable", "EVS.5503"},
};

void refusal_set(struct refusal *refusal, enum refusal_reason reason,
                 const char *fmt, ...)
{
    va_list args;

    if (refusal->reason != REFUSE_NOTHING)
        return;
    refusal->reason = reason;
    va_start(args, fmt);
    vsnprintf(refusal->message, sizeof(refusal->message), fmt, args);
    va_end(args);
}

int refusal_status(enum refusal_reason reason)
{
    return rows[reason].status;
}

json_t *envelope(const char *fault, const char *message, const char *code)
{
    return json_pack("{s:{s:s, s:s}}", fault, "message", message, "code", code);
}

json_t *refusal_document(const struct refusal *refusal)
{
    const struct refusal_row *row = &rows[refusal->reason];

    return envelope(row->fault, refusal->message, row->code);
}
