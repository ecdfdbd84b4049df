#include "emulator/vendor.h"

#include "emulator/catalog.h"

/* A member that is no text is left to who reads it, which refuses it too. */
static const char *member(const struct exchange *x, const char *name)
{
    return json_string_value(json_object_get(x->members, name));
}

void vendor_check_volume(struct exchange *x)
{
    const char *zone = member(x, "availability_zone");
    const char *type = member(x, "volume_type");
    const json_t *size = json_object_get(x->members, "size");

    if (!zone)
        refusal_set(&x->refusal, REFUSE_ZONE, "availability_zone is missing.");
    else if (!catalog_has_zone(zone))
        refusal_set(&x->refusal, REFUSE_ZONE,
                    "There is no such availability zone.");
    if (!json_is_integer(size) || json_integer_value(size) < VENDOR_GB_MIN ||
        json_integer_value(size) > VENDOR_GB_MAX)
        refusal_set(&x->refusal, REFUSE_VOLUME_SIZE,
                    "size must be %d to %d GB.", VENDOR_GB_MIN, VENDOR_GB_MAX);
    if (type && !catalog_has_type(type))
        refusal_set(&x->refusal, REFUSE_VOLUME_TYPE,
                    "There is no such disk type.");
}
