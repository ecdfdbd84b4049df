/*
 * junit_properties.h - what a whole run is about, as properties of its suites.
 */
#ifndef REPORTS_JUNIT_PROPERTIES_H
#define REPORTS_JUNIT_PROPERTIES_H

#include "model/event.h"

#include <libxml/xmlwriter.h>

/* All but the element around them, which the end of the run closes. */
void junit_properties(xmlTextWriterPtr xml, const struct run_info *info);

/* What the whole run has shown belongs to every suite of it. */
void junit_observations(xmlTextWriterPtr xml, const struct observations *list);

#endif
