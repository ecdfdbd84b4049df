#include "model/verdict.h"

#include <string.h>

static const char *const verdicts[] = {"pass", "fail",   "error",
                                       "skip", "waived", "stale"};
static const char *const levels[] = {"must", "should"};
static const char *const bases[] = {"documented", "example", "inherited",
                                    "ambiguous"};

static int find(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; name && i < count; i++)
        if (!strcmp(names[i], name))
            return (int)i;
    return -1;
}

const char *verdict_name(enum verdict verdict)
{
    return verdicts[verdict];
}

const char *level_name(enum level level)
{
    return levels[level];
}

const char *basis_name(enum basis basis)
{
    return bases[basis];
}

int verdict_from_name(const char *name)
{
    return find(verdicts, sizeof(verdicts) / sizeof(*verdicts), name);
}

int level_from_name(const char *name)
{
    return find(levels, sizeof(levels) / sizeof(*levels), name);
}

int basis_from_name(const char *name)
{
    return find(bases, sizeof(bases) / sizeof(*bases), name);
}
