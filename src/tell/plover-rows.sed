# Rows of plover.tsv -> members of a C array; comments and the head go.
/^#/d
/^of	/d
s/	-/	/g
s/^\([^	]*\)	\([^	]*\)	\([^	]*\)	\([^	]*\)$/{ "\1", "\2", "\3", "\4" },/
