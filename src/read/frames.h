#ifndef READ_FRAMES_H
#define READ_FRAMES_H

#include "model/article.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the program and the process that reads for it say to one another: frames, each a head
 * and as many bytes as that says.  Both are the same program on the same machine, so numbers
 * stand as the machine has them. */

typedef enum {
	/* To the reading process. */
	FRAME_JOB,   /* a Job, then the input's name; BYTES or END follow unasked for */
	FRAME_BYTES, /* of the input */
	FRAME_END,   /* of the input: uint32_t, the errno of what ended it, 0 for its end */
	/* From it. */
	FRAME_MORE,    /* bytes are asked for; none are sent before */
	FRAME_RECORD,  /* a page of an input of many begins: uint64_t, the bytes before it, then
	                  its  name for messages */
	FRAME_ARTICLE, /* an article, as article_pack has it */
	FRAME_PROBLEM, /* uint32_t, an EntenteError, then the message */
	FRAME_DONE     /* the input is read */
} FrameKind;

typedef struct {
	uint32_t kind; /* FrameKind */
	uint32_t length;
} FrameHead;

typedef struct {
	uint64_t first_record; /* pages before this one, counted from 1, are to be left out */
	bool ends;             /* BYTES that follow unasked for are all there are */
} Job;

enum { MAX_FRAME_BYTES = 64 * 1000 * 1000, MAX_MESSAGE_BYTES = 64 * 1024 };

void frame_append(GByteArray *out, FrameKind kind, const void *bytes, size_t length);

/* A frame whose bytes are a struct and a string. */
void frame_append_with(GByteArray *out, FrameKind kind, const void *first, size_t size,
                       const char *text);

void article_pack(GByteArray *out, const Article *article);

/* The article of a frame's bytes, which may be anything; NULL where they are none: lengths,
 * that all is UTF-8 on one line (the text: on lines) without control characters, that the id is
 * there and the path within the input of this name. */
Article *article_unpack(const char *bytes, size_t length,
                        const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* The bytes as a message may have them, on one line of UTF-8, to be freed; NULL where they are
 * more than a message needs. */
char *message_unpack(const char *bytes, size_t length) G_GNUC_WARN_UNUSED_RESULT;

#endif
