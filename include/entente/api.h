#ifndef ENTENTE_API_H
#define ENTENTE_API_H

/* The library is built with hidden visibility; what a public header declares is marked. */
#define ENTENTE_API __attribute__((visibility("default")))

#endif
