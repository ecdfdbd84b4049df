#include "http/known.h"

#include <string.h>
#include <strings.h>

static const char *note(struct known *known, const struct transfer *transfer)
{
    size_t row = known->next;

    known->next = (known->next + 1) % KNOWN_MAX;
    known->rows[row].local_port = transfer->local_port;
    memcpy(known->rows[row].tls, transfer->tls, sizeof(transfer->tls));
    return known->rows[row].tls;
}

const char *known_tls(struct known *known, const struct transfer *transfer)
{
    /* What is said of a plain request's TLS is the proxy's. */
    if (strncasecmp(transfer->request.url, "https:", 6) != 0)
        return "";
    if (transfer->tls[0])
        return note(known, transfer);
    if (!transfer->local_port)
        return "";
    for (size_t back = 1; back <= KNOWN_MAX; back++) {
        /* The latest connection with a port is the one that lives. */
        size_t row = (known->next + KNOWN_MAX - back) % KNOWN_MAX;

        if (known->rows[row].local_port == transfer->local_port)
            return known->rows[row].tls;
    }
    return "";
}
