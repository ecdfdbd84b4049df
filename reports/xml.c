#include "reports/xml.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* XML 1.0 "Char", section 2.2; DEL and C1 are allowed but help nobody. */
static bool is_xml_char(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0x7F) ||
           (c >= 0xA0 && (c & 0xFFFE) != 0xFFFE);
}

char *xml_text(const char *text, size_t len, size_t max)
{
    size_t shown = max && len > max ? max : len;
    struct buffer buf;

    buffer_init(&buf, 0);
    for (size_t at = 0; at < shown;) {
        uint32_t c = 0;
        size_t used = utf8_decode(text + at, len - at, &c);

        if (!used)
            buffer_printf(&buf, "\\x%02x", (unsigned char)text[at]);
        else if (is_xml_char(c))
            buffer_add(&buf, text + at, used);
        else
            buffer_printf(&buf, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c);
        at += used ? used : 1;
    }
    if (shown < len)
        buffer_printf(&buf, "\n(cut: %zu bytes, all in results.json)", len);
    return buffer_take(&buf);
}

static int to_buffer(void *context, const char *bytes, int len)
{
    return buffer_add(context, bytes, (size_t)len) < 0 ? -1 : len;
}

/* Trouble stays in the stream, where it is looked for; libxml2 would print. */
static int to_file(void *context, const char *bytes, int len)
{
    fwrite(bytes, 1, (size_t)len, context);
    return len;
}

/* A libxml2 writer over a callback; out of memory is fatal as elsewhere. */
static xmlTextWriterPtr xml_open(xmlOutputWriteCallback write, void *context)
{
    xmlOutputBufferPtr buf =
        xmlOutputBufferCreateIO(write, NULL, context, NULL);
    xmlTextWriterPtr xml = buf ? xmlNewTextWriter(buf) : NULL;

    if (!xml)
        abort();
    return xml;
}

void xml_attribute(xmlTextWriterPtr xml, const char *name, const char *text)
{
    char *safe = xml_text(text ? text : "", text ? strlen(text) : 0, 0);

    xmlTextWriterWriteAttribute(xml, BAD_CAST name, BAD_CAST safe);
    free(safe);
}

xmlTextWriterPtr xml_to_buffer(struct buffer *to)
{
    return xml_open(to_buffer, to);
}

xmlTextWriterPtr xml_to_file(FILE *to)
{
    return xml_open(to_file, to);
}
