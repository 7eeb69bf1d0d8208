"""For whoever teaches a class: what its saved files say, and notes, key and worksheet of each lesson."""
