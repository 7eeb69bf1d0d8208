"""For who teaches a class: what the students' saved files say."""
