#ifndef CLI_SHARE_H
#define CLI_SHARE_H

/* The folder that holds lexicon/ and data/.
 *
 * ENTENTE_SHARE if set; else ../share/entente as seen from the program, which is right
 * for an installed tree wherever it was moved, and for the build tree, where that is a
 * link to the sources; else the folder fixed when the program was built. */
char *share_dir(void);

#endif
