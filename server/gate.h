#ifndef SERVER_GATE_H
#define SERVER_GATE_H

#include "answer.h"
#include "request.h"

/* Who may ask for what, before anything is looked at. */
typedef struct {
	char **hosts; /* what the Host header may say, with the port; lower case */
	char *token;  /* that a form, or a program, has to give back to change anything */
	char *access; /* 32 hexadecimal digits that everybody has to show; NULL on loopback */
} Gate;

/* 32 hexadecimal digits, of 128 bits that nobody can guess. */
char *gate_random(void);

/* Whether they are the same, in a time that does not tell where they differ. */
bool gate_same(const char *secret, const char *given);

/* NULL where the request may be answered; else what is said to it. */
Answer *gate_check(const Gate *gate, const Request *request);

/* The same, once its body is there, of a request that is not safe. */
Answer *gate_check_token(const Gate *gate, const Request *request);

#endif
