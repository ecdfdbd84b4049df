/*
 * page_style.h - how report.html and certificate.html look, on a screen, light
 * or dark, and on paper.
 */
#ifndef REPORTS_PAGE_STYLE_H
#define REPORTS_PAGE_STYLE_H

/* CSS without a character that HTML would have to escape. */
extern const char page_style[];

#endif
