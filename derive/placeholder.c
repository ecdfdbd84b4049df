#include "derive/trait.h"

#include "derive/trait_pattern.h"

#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 200

/*
 * How a name says that it is none. "key" alone is a name: tags have members
 * "key" and "value".
 */
static const char *const placeholders[] = {
    "^key[_-]?val(?:ue)?s?$",                /* key_val */
    "^key ?[-_/:,&]? ?value(?: pairs?)?s?$", /* key/value pair */
    "^[{<\\[(].*[}>\\])]$",                  /* {key}, <name> */
    "^\\$\\{?[a-z_]+\\}?$",                  /* $key */
    "^(?:x{2,}|\\.{3}|…|\\*)$",              /* xxx, ... */
    "^(?:the )?(?:names?|keys?) of (?:the |an? |each )?\\S", /* words */
    "^(?:user|custom)[- ](?:customi[sz](?:ation|ed)|defined)(?: \\S.*)?$",
    "^(?:any|custom|dynamic|user-defined) (?:key|name|field)s?$",
};

bool name_is_placeholder(const char *name)
{
    char *words;
    bool is_placeholder = false;

    if (strlen(name) > NAME_MAX_BYTES)
        return false;
    words = text_collapse(name);
    for (size_t i = 0; i < sizeof(placeholders) / sizeof(*placeholders); i++)
        is_placeholder |= pattern_in(placeholders[i], words);
    free(words);
    return is_placeholder;
}
