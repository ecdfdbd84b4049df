#include "cli/preview.h"

#include "base/text.h"
#include "run/lane.h"
#include "run/session.h"

#include <stdlib.h>
#include <string.h>

static void print_request(const struct preview *preview, const char *name,
                          const struct request *request, FILE *out)
{
    fprintf(out, "  %-18s %s %s\n", name, request->method, request->url);
    for (size_t i = 0; i < request->fields.len; i++)
        fprintf(out, "  %-18s   %s: %s\n", "", request->fields.items[i].name,
                request->fields.items[i].value);
    if (request->content) {
        char *text = text_visible(request->content, request->content_len,
                                  preview->content_max);

        fprintf(out, "  %-18s   (%zu bytes) %s\n", "", request->content_len,
                text);
        free(text);
    }
}

static int print_reads(const struct preview *preview, const struct lane *lane,
                       const struct frame_read *reads, size_t len, FILE *out,
                       struct error *err)
{
    for (size_t i = 0; i < len; i++) {
        const char *id = lane_resource(lane, reads[i].resource);
        const struct operation *operation =
            catalog_operation(preview->catalog, reads[i].operation);
        struct request request;

        if (!id || !operation)
            continue;
        if (request_for_operation(preview->sender, operation->method,
                                  operation->path, operation->path_id, id, NULL,
                                  &request, err) < 0)
            return -1;
        print_request(preview, reads[i].name, &request, out);
        request_clear(&request);
    }
    return 0;
}

static int print_step(const struct preview *preview, const struct lane *lane,
                      const struct step *step, json_t *variables, FILE *out,
                      struct error *err)
{
    const struct operation *operation = step->operation;
    struct request request;
    const char *name;
    json_t *spec;

    if (print_reads(preview, lane, operation->before, operation->before_len,
                    out, err) < 0 ||
        request_for_step(preview->sender, step, variables,
                         lane_resource(lane, step->resource), &request,
                         err) < 0)
        return -1;
    print_request(preview, step->id, &request, out);
    request_clear(&request);
    json_object_foreach((json_t *)step->capture, name, spec)
        json_object_set_new(variables, name, json_string("captured"));
    return print_reads(preview, lane, operation->after, operation->after_len,
                       out, err);
}

int preview_print(const struct preview *preview,
                  const struct testcase *testcase, FILE *out, struct error *err)
{
    struct lane lane = {
        (char *)preview->snapshot_id,
        preview->has_neighbour ? (char *)preview->neighbour_id : NULL, true};
    struct run_options options = {.seed = preview->seed};
    struct session session = {.options = &options, .sender = *preview->sender};
    json_t *variables = lane_variables(&lane, &session, testcase->id);
    int rc = 0;

    fprintf(out, "%s\n", testcase->id);
    for (size_t i = 0; rc == 0 && i < testcase->steps_len; i++)
        rc = print_step(preview, &lane, &testcase->steps[i], variables, out,
                        err);
    json_decref(variables);
    return rc;
}
