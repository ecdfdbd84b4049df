#include "reports/reports.h"

#include "reports/formats.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct report_format formats[] = {
    {"console", NULL, "for a person: failures with a command to repeat them",
     console_open},
    {"tap", "report.tap", "Test Anything Protocol, version 14", tap_open},
    {"junit", "junit.xml", "JUnit XML, as CI servers read it", junit_open},
    {"json", "results.json", "everything, with all requests and responses",
     json_open},
    {"html", "report.html", "a page to be read and printed", page_open},
    {"har", "transcript.har", "what verdicts are derived from, as HAR 1.2",
     har_open},
};

const struct report_format *report_formats(size_t *len)
{
    *len = sizeof(formats) / sizeof(*formats);
    return formats;
}

const struct report_format *report_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
        if (!strcmp(formats[i].name, name))
            return &formats[i];
    return NULL;
}

void seconds_text(int64_t us, char text[SECONDS_TEXT_SIZE])
{
    if (us < 0)
        us = 0;
    snprintf(text, SECONDS_TEXT_SIZE, "%" PRId64 ".%06" PRId64, us / 1000000,
             us % 1000000);
}
