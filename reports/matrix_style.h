/*
 * matrix_style.h - how selftest.html looks. The page needs nothing else: no
 * script, no file, no font from elsewhere.
 */
#ifndef REPORTS_MATRIX_STYLE_H
#define REPORTS_MATRIX_STYLE_H

/* CSS without a character that HTML would have to escape. */
extern const char matrix_style[];

#endif
