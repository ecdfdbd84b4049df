#include "cli/identity.h"

#include "base/alloc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void add_secret(struct aim *aim, const char *secret)
{
    if (secret && *secret && aim->secrets_len < AIM_SECRETS_MAX)
        aim->secrets[aim->secrets_len++] = secret;
}

static void add_secrets(struct aim *aim, const struct credentials *of)
{
    add_secret(aim, of->token);
    add_secret(aim, of->password);
    add_secret(aim, of->application_credential_secret);
    add_secret(aim, of->secret_key);
}

static int hex_digit(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *at =
        digit ? strchr(digits, tolower((unsigned char)digit)) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* Percent-decoded in place (RFC 3986 section 2.1). */
static void decode(char *text)
{
    char *to = text;

    for (; *text; text++) {
        int high = *text == '%' ? hex_digit(text[1]) : -1;
        int low = high >= 0 ? hex_digit(text[2]) : -1;

        if (low >= 0) {
            *to++ = (char)(high * 16 + low);
            text += 2;
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
}

/* The password of scheme://user:password@host, as written and decoded. */
static void add_proxy(struct aim *aim, const char *proxy)
{
    const char *begin = proxy ? strstr(proxy, "://") : NULL;
    const char *at, *colon;

    begin = begin ? begin + 3 : proxy;
    at = begin ? strrchr(begin, '@') : NULL;
    colon = at ? memchr(begin, ':', (size_t)(at - begin)) : NULL;
    if (!colon)
        return;
    for (size_t i = 0; i < 2; i++)
        aim->proxy_secrets[i] = xmemdup(colon + 1, (size_t)(at - colon - 1));
    decode(aim->proxy_secrets[1]);
    add_secret(aim, aim->proxy_secrets[0]);
    add_secret(aim, aim->proxy_secrets[1]);
}

void identity_list_secrets(const struct config *config, struct aim *aim)
{
    add_secret(aim, aim->token);
    add_secrets(aim, &aim->owner);
    add_secrets(aim, &aim->second);
    add_proxy(aim, config->proxy);
}
