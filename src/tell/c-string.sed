# A text file as a C string literal, line by line.
s/["\\]/\\&/g
s/.*/"&\\n"/
