#ifndef TELL_SVG_H
#define TELL_SVG_H

#include <glib.h>

/* What pictures share. */

/* Appends text as the contents of an element. */
static inline void
svg_append_text(GString *out, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(out, escaped);
}

/* Told apart by most who do not see all colours.  M. Okabe, K. Ito, Color Universal Design
 * (2008). */
static const char *const svg_colours[] = { "#0072b2", "#d55e00", "#009e73", "#cc79a7",
	                                   "#e69f00", "#56b4e9", "#000000", "#8c6d31" };

static inline const char *
svg_colour(guint index)
{
	return svg_colours[index % G_N_ELEMENTS(svg_colours)];
}

#endif
