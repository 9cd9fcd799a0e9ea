SELECT min(due) FROM visits WHERE due IS NOT NULL;
