#include "reports/html.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void html_open(xmlTextWriterPtr page, const char *name, const char *css)
{
    xmlTextWriterStartElement(page, BAD_CAST name);
    if (css)
        xml_attribute(page, "class", css);
}

void html_close(xmlTextWriterPtr page)
{
    xmlTextWriterFullEndElement(page);
}

void html_text(xmlTextWriterPtr page, const char *text)
{
    char *safe = xml_text(text ? text : "", text ? strlen(text) : 0, 0);

    xmlTextWriterWriteString(page, BAD_CAST safe);
    free(safe);
}

void html_element(xmlTextWriterPtr page, const char *name, const char *css,
                  const char *text)
{
    html_open(page, name, css);
    html_text(page, text);
    html_close(page);
}

void html_number(xmlTextWriterPtr page, const char *name, const char *css,
                 size_t number)
{
    char *text = xasprintf("%zu", number);

    html_element(page, name, css, text);
    free(text);
}

void html_line(xmlTextWriterPtr page)
{
    xmlTextWriterWriteString(page, BAD_CAST "\n");
}

/* A void element has no end tag. */
static void meta(xmlTextWriterPtr page, const char *name, const char *value,
                 const char *content)
{
    html_open(page, "meta", NULL);
    xml_attribute(page, name, value);
    if (content)
        xml_attribute(page, "content", content);
    xmlTextWriterEndElement(page);
}

void html_begin(xmlTextWriterPtr page, const char *title, const char *style)
{
    xmlTextWriterWriteRaw(page, BAD_CAST "<!DOCTYPE html>\n");
    html_open(page, "html", NULL);
    xml_attribute(page, "lang", "en");
    html_open(page, "head", NULL);
    meta(page, "charset", "utf-8", NULL);
    meta(page, "name", "viewport", "width=device-width");
    html_element(page, "title", NULL, title);
    html_open(page, "style", NULL);
    xmlTextWriterWriteRaw(page, BAD_CAST style);
    html_close(page);
    html_close(page);
    html_line(page);
    html_open(page, "body", NULL);
}

void html_end(xmlTextWriterPtr page)
{
    html_close(page);
    html_close(page);
    html_line(page);
}
