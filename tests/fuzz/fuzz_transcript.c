/*
 * fuzz_transcript - any bytes as a transcript.
 *
 * It opens and is read to its end, or there is a sentence that names the
 * file; what is read is in the order of the plan; and cut in the middle it
 * gives no testcase that it did not give before.
 */
#include "base/file.h"
#include "transcript/transcript.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_record(const struct transcript *transcript,
                         const struct record *record, size_t *next)
{
    const struct transcript_head *head = transcript_head(transcript);

    if (record->index < *next || record->index >= json_array_size(head->plan) ||
        !record->id)
        abort();
    *next = record->index + 1;
    for (size_t i = 0; i < record->exchanges.len; i++) {
        const struct exchange *exchange = &record->exchanges.items[i];

        if (!exchange->step || !exchange->name || !exchange->request.url ||
            (exchange->transport == TRANSPORT_OK && !exchange->response.status))
            abort();
    }
}

/* How many whole testcases there are. */
static size_t read_all(const char *path)
{
    struct error err = {0};
    struct transcript *transcript = transcript_open(path, &err);
    struct record record;
    size_t next = 0, whole = 0;
    int rc = transcript ? 1 : -1;

    while (rc == 1) {
        rc = transcript_next(transcript, &record, &err);
        if (rc == 1) {
            check_record(transcript, &record, &next);
            while (transcript_note(transcript, record.index))
                ;
            whole += record.whole;
            record_clear(&record);
        }
    }
    if ((rc < 0) != (error_is_set(&err) && err.kind == ERROR_SUITE) ||
        (rc < 0 && (strcmp(err.where, path) != 0 || !*err.text)))
        abort();
    transcript_close(transcript);
    return rc < 0 ? 0 : whole;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const folders[] = {"/dev/shm", "/tmp"};
    char path[64];
    size_t whole;
    int fd;

    snprintf(path, sizeof(path), "%s/assay-fuzz-XXXXXX",
             folders[access(folders[0], W_OK) != 0]);
    fd = mkstemp(path);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    whole = read_all(path);
    if (ftruncate(fd, (off_t)(size / 2)) < 0 ||
        (whole && read_all(path) > whole))
        abort();
    close(fd);
    unlink(path);
    return 0;
}
