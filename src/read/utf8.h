#ifndef READ_UTF8_H
#define READ_UTF8_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* From bytes in any encoding to the text that the other stages may rely on. */

/* What each byte of windows-1252 stands for; the five that it leaves free stand for the control
 * character of their number. */
gunichar windows_1252_char(unsigned char byte);

/* The byte of windows-1252 that stands for this character, or -1. */
int windows_1252_byte(gunichar c);

/* The text in UTF-8, valid, to be freed: as UTF-16 or UTF-32 where it shows itself as such; else
 * as UTF-8 where it is valid or nearly so; else by `declared` (the name of an encoding, may be
 * NULL); else by guess; else as windows-1252.  Bytes that stand for nothing become U+FFFD. */
char *decode(const char *bytes, size_t length, const char *declared, size_t *decoded_length);

/* The encoding that the bytes seem to be in, as decode takes it; NULL where that cannot be told.
 */
const char *encoding_guess(const char *bytes, size_t length);

/* Undoes UTF-8 that was taken for windows-1252 and encoded again, up to four times over, or once
 * for another encoding (repair_marks).  Returns the repaired text, to be freed, or NULL where
 * there was nothing to repair.  `text` ends with a NUL. */
char *repair_mojibake(const char *text, size_t length, size_t *repaired_length);

/* Undoes UTF-8 that was taken for an encoding of old Macintoshes, of DOS or of Cyrillic Windows.
 * NULL where there was nothing to repair. */
GString *repair_marks(const char *text, size_t length);

/* The text in NFC, to be freed, its lines trimmed and split by LF, at most one line in a row
 * blank, white space in one plain space each, control, invisible and private characters gone.
 */
char *tidy(const char *text, size_t length, size_t *tidied_length);

/* Mended and tidied: repair_mojibake and tidy, to be freed. */
char *settle(const char *text, size_t length, size_t *settled_length);

#endif
