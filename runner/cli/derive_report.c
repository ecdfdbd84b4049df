#include "cli/derive_report.h"

#include "base/alloc.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const char *derive_grade_name(enum remark_grade grade)
{
    static const char *const names[] = {[REMARK_REFUSED] = "refused",
                                        [REMARK_WRONG] = "wrong",
                                        [REMARK_DOUBT] = "doubt"};

    return names[grade];
}

/* Texts of a page may hold anything; a terminal must not obey it. */
static void print_visible(const char *text, FILE *out)
{
    char *shown = text_visible(text, strlen(text), 0);

    fputs(shown, out);
    free(shown);
}

void derive_report_remarks(const struct remarks *remarks, FILE *out)
{
    for (size_t i = 0; i < remarks->len; i++) {
        const struct remark *remark = &remarks->items[i];

        print_visible(remark->file, out);
        if (remark->line)
            fprintf(out, ":%d", remark->line);
        fprintf(out, ": %s: ", derive_grade_name(remark->grade));
        if (remark->pointer) {
            print_visible(remark->pointer, out);
            fputs(": ", out);
        }
        print_visible(remark->text, out);
        fprintf(out, " [%s]\n", remark->kind);
    }
}

/* How many remarks of a kind are about pages of a folder: those that refuse
   one, or the others. */
static size_t count_kind(const struct remarks *remarks, const char *folder,
                         const char *kind, bool is_refusal)
{
    size_t count = 0;

    for (size_t i = 0; i < remarks->len; i++) {
        const struct remark *remark = &remarks->items[i];
        char *its;

        if (strcmp(remark->kind, kind) != 0 ||
            (remark->grade == REMARK_REFUSED) != is_refusal)
            continue;
        its = derive_folder_of(remark->file);
        count += !strcmp(its, folder);
        free(its);
    }
    return count;
}

static void print_kinds(const struct remarks *remarks, const char *folder,
                        bool is_refusal, FILE *out)
{
    const char *before = "";

    for (const struct remark_kind *kind = remark_kinds; kind->name; kind++) {
        size_t count = count_kind(remarks, folder, kind->name, is_refusal);

        if (!count)
            continue;
        fprintf(out, "%s%s %zu", before, kind->name, count);
        before = ", ";
    }
    if (!*before)
        fputs("none", out);
    fputc('\n', out);
}

void derive_report_summary(const struct derive_services *services,
                           const struct remarks *remarks, FILE *out)
{
    for (size_t i = 0; i < services->len; i++) {
        const char *folder = services->items[i].folder;
        const struct derive_summary *sum = &services->items[i].summary;

        print_visible(folder, out);
        fprintf(out, "\n  pages     %zu: %zu derived, %zu refused\n",
                sum->pages, sum->derived, sum->refused);
        fputs("  refused   ", out);
        print_kinds(remarks, folder, true, out);
        fprintf(out,
                "  examples  %zu: %zu strict, %zu null-tolerant, %zu types "
                "only\n",
                sum->examples, sum->passed[0], sum->passed[1], sum->passed[2]);
        fprintf(out, "  rows      %zu of %zu came to a node\n", sum->rows_used,
                sum->rows);
        fputs("  findings  ", out);
        print_kinds(remarks, folder, false, out);
    }
}

static json_t *kinds_json(const struct remarks *remarks, const char *folder,
                          bool is_refusal)
{
    json_t *done = json_object();

    for (const struct remark_kind *kind = remark_kinds; kind->name; kind++) {
        size_t count = count_kind(remarks, folder, kind->name, is_refusal);

        if (count)
            json_object_set_new(done, kind->name,
                                json_integer((json_int_t)count));
    }
    return done;
}

static json_t *service_json(const struct derive_service *service,
                            const struct remarks *remarks)
{
    const struct derive_summary *sum = &service->summary;

    return json_pack(
        "{ss, sI, sI, sI, so, s{sI, sI, sI, sI}, s{sI, sI}, so}", "folder",
        service->folder, "pages", (json_int_t)sum->pages, "derived",
        (json_int_t)sum->derived, "refused", (json_int_t)sum->refused,
        "reasons", kinds_json(remarks, service->folder, true), "examples",
        "checked", (json_int_t)sum->examples, "strict",
        (json_int_t)sum->passed[0], "null-tolerant", (json_int_t)sum->passed[1],
        "types-only", (json_int_t)sum->passed[2], "rows", "all",
        (json_int_t)sum->rows, "used", (json_int_t)sum->rows_used, "findings",
        kinds_json(remarks, service->folder, false));
}

static json_t *remark_json(const struct remark *remark)
{
    json_t *done = json_pack("{ss, ss, ss, ss}", "kind", remark->kind, "grade",
                             derive_grade_name(remark->grade), "page",
                             remark->page, "file", remark->file);

    if (remark->line)
        json_object_set_new(done, "line", json_integer(remark->line));
    if (*remark->element)
        json_object_set_new(done, "element", json_string(remark->element));
    if (remark->pointer)
        json_object_set_new(done, "pointer", json_string(remark->pointer));
    json_object_set_new(done, "text", json_string(remark->text));
    return done;
}

static json_t *lines_json(const char *lines)
{
    json_t *done = json_array();

    while (*lines) {
        size_t len = strcspn(lines, "\n");

        json_array_append_new(done, json_stringn(lines, len));
        lines += len + (lines[len] == '\n');
    }
    return done;
}

json_t *derive_report_json(const struct derive_services *services,
                           const struct remarks *remarks,
                           const char *differences)
{
    json_t *all = json_array(), *said = json_array();

    for (size_t i = 0; i < services->len; i++)
        json_array_append_new(all, service_json(&services->items[i], remarks));
    for (size_t i = 0; i < remarks->len; i++)
        json_array_append_new(said, remark_json(&remarks->items[i]));
    all = json_pack("{so, so}", "services", all, "remarks", said);
    if (differences)
        json_object_set_new(all, "differences", lines_json(differences));
    return all;
}
