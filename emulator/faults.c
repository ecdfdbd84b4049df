#include "emulator/faults.h"

#include "emulator/emulator.h"

#include <string.h>

static const struct fault *const tables[] = {
    faults_access,   faults_body,      faults_shape,  faults_limit,
    faults_update,   faults_store,     faults_text,   faults_mangle,
    faults_time,     faults_answer,    faults_member, faults_read,
    faults_error,    faults_status,    faults_wire,   faults_transport,
    variants_access, variants_request, variants_text, variants_state,
    variants_answer, variants_wire,
};

#define TABLES (sizeof(tables) / sizeof(tables[0]))

/* In the order of enum fault_point. */
static const char *const point_names[FAULT_POINTS] = {
    "on-request",   "on-route",    "on-identity", "on-project",
    "on-rules",     "on-parse",    "on-change",   "on-lookup",
    "before-store", "after-store", "on-refusal",  "before-answer",
    "on-status",    "on-body",     "on-headers",  "on-send",
};

const char *fault_point_name(enum fault_point point)
{
    return point_names[point];
}

/* The two kinds of rows, and how a user asks for them. */
struct kind {
    bool is_variant;
    const char *option;
    const char *word;
};

static const struct kind fault_kind = {false, "--fault", "fault"};
static const struct kind variant_kind = {true, "--variant", "variant"};

static bool is_of_kind(const struct fault *row, const struct kind *kind)
{
    return !row->breaks == kind->is_variant;
}

static int choose_row(struct fault_choice *choice, const struct kind *kind,
                      const struct fault *row, struct error *err)
{
    if (choice->len == FAULTS_CHOSEN_MAX)
        return error_set(err, ERROR_USAGE, kind->option,
                         "at most %d rows can be chosen", FAULTS_CHOSEN_MAX);
    choice->rows[choice->len++] = row;
    return 0;
}

static bool is_chosen(const struct fault_choice *choice,
                      const struct kind *kind, const char *name)
{
    for (size_t i = 0; i < choice->len; i++)
        if (!strcmp(choice->rows[i]->name, name) &&
            is_of_kind(choice->rows[i], kind))
            return true;
    return false;
}

static int choose(struct fault_choice *choice, const struct kind *kind,
                  const char *name, struct error *err)
{
    if (is_chosen(choice, kind, name))
        return 0;
    for (size_t i = 0; i < TABLES; i++)
        for (const struct fault *row = tables[i]; row->name; row++)
            if (!strcmp(row->name, name) && is_of_kind(row, kind) &&
                choose_row(choice, kind, row, err) < 0)
                return -1;
    if (is_chosen(choice, kind, name))
        return 0;
    return error_set(err, ERROR_USAGE, kind->option,
                     "no %s is called '%.64s' (see --list-%ss)", kind->word,
                     name, kind->word);
}

int faults_choose(struct fault_choice *choice, const char *name,
                  struct error *err)
{
    return choose(choice, &fault_kind, name, err);
}

int variants_choose(struct fault_choice *choice, const char *name,
                    struct error *err)
{
    return choose(choice, &variant_kind, name, err);
}

static bool outcome_matches(const struct fault *row, const struct exchange *x)
{
    bool refused = x->refusal.reason != REFUSE_NOTHING;

    return row->outcome == OUTCOME_ANY ||
           (row->outcome == OUTCOME_REFUSED) == refused;
}

/* OP_ANY is asked for by those who come before a route is known, too. */
static bool operation_matches(const struct fault *row, const struct exchange *x)
{
    return row->operations & x->operation ||
           (row->operations == OP_ANY && x->operation == OP_NONE);
}

void faults_apply(struct exchange *x, enum fault_point point)
{
    const struct fault_choice *choice = &x->emulator->faults;

    for (size_t i = 0; i < choice->len; i++) {
        const struct fault *row = choice->rows[i];

        if (row->point == point && outcome_matches(row, x) &&
            operation_matches(row, x)) {
            x->fault = row;
            row->apply(x);
        }
    }
}

static void list(FILE *out, const struct kind *kind)
{
    for (size_t i = 0; i < TABLES; i++)
        for (const struct fault *row = tables[i]; row->name; row++)
            if (is_of_kind(row, kind))
                fprintf(out, "%s\t%s\t%s%s%s\n", row->name,
                        point_names[row->point], row->breaks ? row->breaks : "",
                        row->breaks ? "\t" : "", row->says);
}

void faults_list(FILE *out)
{
    list(out, &fault_kind);
}

void variants_list(FILE *out)
{
    list(out, &variant_kind);
}
