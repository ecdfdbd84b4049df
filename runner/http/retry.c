#include "http/retry.h"

#define PAUSE_US     200000
#define PAUSE_MAX_US 4000000

bool retry_is_safe(const struct transfer *transfer, CURLcode code)
{
    static const CURLcode passing[] = {
        CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY,
        CURLE_COULDNT_CONNECT,      CURLE_PROXY,
        CURLE_SSL_CONNECT_ERROR,    CURLE_OPERATION_TIMEDOUT,
        CURLE_RECV_ERROR,           CURLE_SEND_ERROR};

    long answer = 0; /* a proxy's to CONNECT */

    curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE, &answer);
    if (transfer->sends > 0 || (answer >= 400 && answer < 500))
        return false;
    for (size_t i = 0; i < sizeof(passing) / sizeof(*passing); i++)
        if (passing[i] == code)
            return true;
    return false;
}

int64_t retry_pause_us(size_t tries)
{
    int64_t pause_us = PAUSE_US;

    for (size_t i = 1; i < tries && pause_us < PAUSE_MAX_US; i++)
        pause_us *= 2;
    return pause_us < PAUSE_MAX_US ? pause_us : PAUSE_MAX_US;
}
