DELETE FROM evidence;
