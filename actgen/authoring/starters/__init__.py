"""Files that `actgen new` writes: commented YAML that `actgen check` accepts as drafts."""
