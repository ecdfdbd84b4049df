/* A page from bytes: the limits, the parser, and the walk's odds and ends. */
#include "derive/document.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "derive/reading.h"

#include <libxml/HTMLparser.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One tag's bytes: the parser compares each attribute with all before it. */
#define TAG_BYTES_MAX 2048

#define OPTIONS                                                                \
    (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |          \
     HTML_PARSE_NONET | HTML_PARSE_COMPACT)

int reading_fail(struct reading *reading, const char *format, ...)
{
    char text[160];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    reading->failed = true;
    return error_set(reading->err, ERROR_USAGE, reading->page->file, "%s",
                     text);
}

bool reading_count(struct reading *reading, size_t items, size_t bytes)
{
    reading->items += items;
    reading->bytes += bytes;
    if (reading->items > DOCUMENT_ITEMS_MAX)
        reading_fail(reading, "the page has more than %d texts and cells",
                     DOCUMENT_ITEMS_MAX);
    else if (reading->bytes > DOCUMENT_BYTES_MAX)
        reading_fail(reading, "the page has more than %zu bytes of text",
                     DOCUMENT_BYTES_MAX);
    return !reading->failed;
}

const char *reading_element(const struct reading *reading)
{
    for (size_t i = reading->depth; i > 0; i--) {
        if (reading->frames[i - 1].id)
            return reading->frames[i - 1].id;
    }
    return "";
}

static struct text text_empty(void)
{
    return (struct text){.text = xstrdup(""), .element = xstrdup("")};
}

struct section *section_open(struct reading *reading)
{
    struct document *page = reading->page;
    struct section *section;

    page->sections =
        xgrow(page->sections, page->len, &page->cap, sizeof(*page->sections));
    section = &page->sections[page->len++];
    *section = (struct section){.heading = text_empty()};
    reading_count(reading, 1, 0);
    return section;
}

struct section *reading_section(struct reading *reading)
{
    struct document *page = reading->page;

    return page->len ? &page->sections[page->len - 1] : section_open(reading);
}

struct block *block_add(struct reading *reading, enum block_kind kind)
{
    struct section *section = reading_section(reading);
    struct block *block;

    section->blocks = xgrow(section->blocks, section->len, &section->cap,
                            sizeof(*section->blocks));
    block = &section->blocks[section->len++];
    *block = (struct block){.kind = kind, .text = text_empty()};
    if (kind == BLOCK_TABLE) {
        block->table.element = xstrdup("");
        block->table.caption = text_empty();
        block->table.lead = text_empty();
        block->table.header.element = xstrdup("");
    }
    reading_count(reading, 1, 0);
    return block;
}

const char *node_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next) {
        if (xmlStrEqual(at->name, BAD_CAST name) && at->children &&
            at->children->content)
            return (const char *)at->children->content;
    }
    return NULL;
}

bool node_has_class(const xmlNode *node, const char *name)
{
    const char *list = node_attribute(node, "class");
    size_t len = strlen(name);

    while (list && *list) {
        size_t token = strcspn(list, " \t\n\r\f");

        if (token == len && strncmp(list, name, len) == 0)
            return true;
        list += token + strspn(list + token, " \t\n\r\f");
        if (token == 0 && !*list)
            break;
    }
    return false;
}

/* The page's id is its file's name, without folder and extension. */
static char *id_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *name = slash ? slash + 1 : file;
    const char *dot = strrchr(name, '.');
    size_t len = dot && dot > name ? (size_t)(dot - name) : strlen(name);

    return xmemdup(name, len);
}

static struct document *document_new(const char *file, const char *bytes,
                                     size_t len)
{
    struct document *page = xcalloc(1, sizeof(*page));

    page->digest = xcalloc(DIGEST_TEXT_SIZE, 1);
    digest_hex(bytes, len, page->digest);
    page->id = id_of(file);
    page->file = xstrdup(file);
    page->title = xstrdup("");
    return page;
}

/* What the parser would choke on, or cut without a word. */
static int bytes_check(const char *file, const char *bytes, size_t len,
                       struct error *err)
{
    const char *end = bytes + len;
    size_t tags = 0;

    if (len > DOCUMENT_BYTES_MAX)
        return error_set(err, ERROR_USAGE, file, "more than %zu bytes",
                         DOCUMENT_BYTES_MAX);
    if (!utf8_is_valid(bytes, len))
        return error_set(err, ERROR_USAGE, file, "not UTF-8");
    if (memchr(bytes, 0, len))
        return error_set(err, ERROR_USAGE, file, "holds a NUL byte");
    for (const char *at = bytes; (at = memchr(at, '<', (size_t)(end - at)));) {
        const char *close = memchr(at, '>', (size_t)(end - at));
        size_t tag = (size_t)((close ? close : end) - at);

        at++;
        if (at == end || !strchr("abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                 *at))
            continue;
        tags++;
        if (tag > TAG_BYTES_MAX)
            return error_set(err, ERROR_USAGE, file,
                             "a tag of more than %d bytes", TAG_BYTES_MAX);
    }
    if (tags == 0)
        return error_set(err, ERROR_USAGE, file, "holds no HTML element");
    return 0;
}

/* As libxml2's own, but a tree that grows too deep ends the parsing. */
static void element_start(void *context, const xmlChar *name,
                          const xmlChar **attributes)
{
    xmlParserCtxt *parser = context;
    struct reading *reading = parser->_private;

    if (parser->nodeNr > DOCUMENT_DEPTH_MAX) {
        reading_fail(reading, "elements are nested more than %d deep",
                     DOCUMENT_DEPTH_MAX);
        xmlStopParser(parser);
        return;
    }
    xmlSAX2StartElement(context, name, attributes);
}

static xmlDoc *tree_parse(struct reading *reading, const char *bytes,
                          size_t len)
{
    htmlParserCtxt *parser = htmlNewParserCtxt();
    xmlDoc *tree;

    if (!parser) {
        reading_fail(reading, "no HTML parser: out of memory");
        return NULL;
    }
    parser->_private = reading;
    parser->sax->startElement = element_start;
    tree = htmlCtxtReadMemory(parser, bytes, (int)len, NULL, "UTF-8", OPTIONS);
    htmlFreeParserCtxt(parser);
    return tree;
}

static void reading_clear(struct reading *reading)
{
    while (reading->grids_len > 0) {
        struct grid *grid = &reading->grids[--reading->grids_len];

        row_clear(&grid->row);
        for (size_t i = 0; i < TABLE_COLUMNS_MAX; i++)
            cell_clear(&grid->carries[i].cell);
    }
    free(reading->grids);
    text_clear(&reading->pending);
    text_clear(&reading->lead);
    buffer_clear(&reading->words);
}

struct document *document_read(const char *file, const char *bytes, size_t len,
                               struct error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct reading reading = {.err = err};
    struct document *done = NULL;
    xmlDoc *tree = NULL;
    xmlNode *root;
    size_t skip = len >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;

    if (bytes_check(file, bytes, len, err))
        return NULL;
    reading.page = document_new(file, bytes, len);
    buffer_init(&reading.words, 0);
    tree = tree_parse(&reading, bytes + skip, len - skip);
    root = tree ? xmlDocGetRootElement(tree) : NULL;
    if (!root && !reading.failed)
        reading_fail(&reading, "holds no HTML element");
    if (!reading.failed)
        document_walk(&reading, root);
    if (!reading.failed) {
        done = reading.page;
        reading.page = NULL;
    }
    xmlFreeDoc(tree);
    reading_clear(&reading);
    document_free(reading.page);
    return done;
}

struct document *document_load(const char *file, struct error *err)
{
    size_t len = 0;
    char *bytes = file_read(file, DOCUMENT_BYTES_MAX, &len, ERROR_USAGE, err);
    struct document *page = bytes ? document_read(file, bytes, len, err) : NULL;

    free(bytes);
    return page;
}
