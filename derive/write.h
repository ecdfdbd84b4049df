/*
 * write.h - the files that come out of one page: made in memory, then
 * compared with what is there, or written.
 */
#ifndef DERIVE_WRITE_H
#define DERIVE_WRITE_H

#include "derive/contract.h"
#include "derive/ledger_page.h"
#include "derive/override.h"

#include "base/error.h"

/* A file of the output folder. */
struct made_file {
    char *name;       /* owned: relative to the folder, "a/b.json" */
    const char *part; /* "request"; "variant", "example" */
    json_t *content;  /* owned */
    size_t example;   /* its number on the page, else 0 */
};

struct made {
    struct made_file *items; /* owned, in the order of writing */
    size_t len;
    size_t cap;
    json_t *schemas; /* owned: by part, as they are written */
};

/*
 * Make everything. page may be NULL: then ledger digests are of what the
 * contract holds. override may be NULL; what does not apply goes to problems.
 */
void made_fill(struct made *made, const struct contract *contract,
               const struct override *override, struct ledger_page *page,
               struct buffer *problems);
void made_clear(struct made *made);

/*
 * Write below the folder, which is made when it is not there. All files are
 * complete under temporary names before the first one is renamed. Returns 0,
 * or -1 with ERROR_OUTPUT.
 */
int made_write(const struct made *made, const char *folder, struct error *err);

/* The contract as contract.json has it (schemas/assay/contract.json); facts
   only, none of the page's sentences. names: of the files. New reference. */
json_t *contract_json(const struct contract *contract, const struct made *made);

#endif
