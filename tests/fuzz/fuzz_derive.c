/*
 * fuzz_derive - any bytes as a documentation page: it is refused with a
 * reason, or what it gives is whole: schemas that compile, no row lost or
 * used twice.
 */
#include "derive/check_store.h"
#include "derive/derive.h"
#include "derive/lint.h"
#include "derive/schema.h"
#include "derive/write.h"
#include "derive/write_json.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compile(const struct contract *contract, enum contract_part part)
{
    json_t *schema = schema_derive(contract, part);
    struct error err = {0};
    struct judge judge;

    if (!schema)
        return;
    judge_init(&judge, schema, &err);
    if (!judge.schema)
        abort();
    judge_clear(&judge);
    json_decref(schema);
}

static void write_all(const struct contract *contract, const char *bytes,
                      size_t len)
{
    struct ledger_page *page = ledger_page_new(bytes, len);
    struct buffer problems;
    struct made made = {0};

    buffer_init(&problems, 0);
    made_fill(&made, contract, NULL, page, &problems);
    if (problems.len)
        abort();
    for (size_t i = 0; i < made.len; i++)
        free(json_pretty(made.items[i].content));
    made_clear(&made);
    buffer_clear(&problems);
    ledger_page_free(page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    struct remarks remarks = {0};
    struct error err = {0};
    struct document *page = document_read("fuzz.html", bytes, size, &err);
    struct contract *contract = NULL;

    if (!page != error_is_set(&err))
        abort();
    if (page)
        contract = contract_derive(page, NULL, 0, &remarks);
    if (page && !contract && !remarks_refusal(&remarks))
        abort();
    if (contract && contract->rows_used > contract->rows)
        abort();
    for (int part = PART_REQUEST; contract && part <= PART_QUERY; part++)
        compile(contract, (enum contract_part)part);
    if (contract) {
        const struct lint_page lint = {page, contract};
        size_t passed[3] = {0};

        write_all(contract, bytes, size);
        examples_check(contract, &remarks, passed);
        lint_page(&lint, &remarks);
        lint_pages(&lint, 1, &remarks);
    }
    contract_free(contract);
    document_free(page);
    remarks_clear(&remarks);
    return 0;
}
