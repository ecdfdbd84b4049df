/*
 * vendor.h - what the vendor demands of a new disk and Cinder does not.
 *
 * The create page (evs_04_3029): availability_zone is mandatory and must
 * exist; a data disk has 10 to 32768 GB; volume_type is one that the zone
 * offers. Codes are those of the error code page (evs_04_0038) for each.
 */
#ifndef EMULATOR_VENDOR_H
#define EMULATOR_VENDOR_H

#include "emulator/exchange.h"

#define VENDOR_GB_MIN 10
#define VENDOR_GB_MAX 32768

/* Refuse the disk that x->members asks for, unless it follows the rules. */
void vendor_check_volume(struct exchange *x);

#endif
