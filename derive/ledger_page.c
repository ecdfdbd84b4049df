#include "derive/ledger_page.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/text.h"

#include <libxml/HTMLparser.h>

#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\n\r\f\v"

struct element {
    const xmlNode *node;             /* borrowed from the tree */
    const char *id;                  /* likewise; NULL: it has none */
    char digest[LEDGER_DIGEST_SIZE]; /* "" until somebody asks */
};

struct ledger_page {
    xmlDoc *tree;             /* owned */
    struct element *elements; /* owned, in the order of the page */
    size_t len;
    size_t cap;
};

void ledger_digest(const char *text, char digest[LEDGER_DIGEST_SIZE])
{
    struct buffer words;

    buffer_init(&words, 0);
    for (text += strspn(text, BLANKS); *text; text += strspn(text, BLANKS)) {
        size_t len = strcspn(text, BLANKS);

        buffer_add(&words, " ", words.len > 0);
        buffer_add(&words, text, len);
        text += len;
    }
    strcpy(digest, "sha256:");
    digest_hex(buffer_text(&words), words.len, digest + 7);
    buffer_clear(&words);
}

static const char *id_of(const xmlNode *node)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (xmlStrEqual(at->name, BAD_CAST "id") && at->children)
            return (const char *)at->children->content;
    return NULL;
}

/* Depth is limited by document_read, which has taken the same bytes. */
static void collect(struct ledger_page *page, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        page->elements = xgrow(page->elements, page->len, &page->cap,
                               sizeof(*page->elements));
        page->elements[page->len++] =
            (struct element){.node = node, .id = id_of(node)};
        collect(page, node->children);
    }
}

struct ledger_page *ledger_page_new(const char *bytes, size_t len)
{
    struct ledger_page *page;
    xmlDoc *tree = htmlReadMemory(bytes, (int)len, NULL, "UTF-8",
                                  HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                      HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                      HTML_PARSE_COMPACT);

    if (!tree)
        return NULL;
    page = xcalloc(1, sizeof(*page));
    page->tree = tree;
    collect(page, xmlDocGetRootElement(tree));
    return page;
}

void ledger_page_free(struct ledger_page *page)
{
    if (!page)
        return;
    xmlFreeDoc(page->tree);
    free(page->elements);
    free(page);
}

static const char *digest_of(struct element *element)
{
    if (!*element->digest) {
        xmlChar *text = xmlNodeGetContent(element->node);

        ledger_digest(text ? (const char *)text : "", element->digest);
        xmlFree(text);
    }
    return element->digest;
}

static struct element *find(const struct ledger_page *page, const char *id)
{
    for (size_t i = 0; i < page->len; i++)
        if (page->elements[i].id && !strcmp(page->elements[i].id, id))
            return &page->elements[i];
    return NULL;
}

const char *ledger_page_digest(struct ledger_page *page, const char *id)
{
    struct element *element = find(page, id);

    return element ? digest_of(element) : NULL;
}

bool ledger_page_is_wide(const struct ledger_page *page, const char *id)
{
    static const char *const names[] = {"div", "section", "body", "html"};
    const struct element *element = find(page, id);

    for (size_t i = 0; element && i < sizeof(names) / sizeof(*names); i++)
        if (xmlStrEqual(element->node->name, BAD_CAST names[i]))
            return true;
    return false;
}

static bool is_within(const xmlNode *node, const xmlNode *row)
{
    while (node && node != row)
        node = node->parent;
    return node != NULL;
}

/* An id that stands above means the element there: it would be gone back to. */
static bool is_own_paragraph(const struct ledger_page *page,
                             const struct element *element)
{
    return element->id &&
           (xmlStrEqual(element->node->name, BAD_CAST "p") ||
            xmlStrEqual(element->node->name, BAD_CAST "li")) &&
           find(page, element->id) == element;
}

const char *ledger_page_next(const struct ledger_page *page, const char *row,
                             const char *element)
{
    const struct element *from = find(page, element), *of = find(page, row);
    const struct element *end = page->elements + page->len;

    if (!from || !of || !is_within(from->node, of->node))
        return NULL;
    for (from++; from < end && is_within(from->node, of->node); from++)
        if (is_own_paragraph(page, from))
            return from->id;
    return NULL;
}

static bool begins_with(const xmlNode *node, const char *name)
{
    xmlChar *text = xmlNodeGetContent(node);
    const char *first = text ? (const char *)text : "";
    bool begins;

    first += strspn(first, BLANKS);
    begins = !strncmp(first, name, strlen(name));
    xmlFree(text);
    return begins;
}

const char *ledger_page_row(struct ledger_page *page, int line,
                            const char *name)
{
    for (size_t i = 0; i < page->len; i++) {
        struct element *element = &page->elements[i];

        if (xmlStrEqual(element->node->name, BAD_CAST "tr") &&
            xmlGetLineNo(element->node) == line &&
            begins_with(element->node, name))
            return digest_of(element);
    }
    return NULL;
}

bool ledger_page_has(struct ledger_page *page, const char *digest)
{
    for (size_t i = 0; i < page->len; i++)
        if (!strcmp(digest_of(&page->elements[i]), digest))
            return true;
    return false;
}
