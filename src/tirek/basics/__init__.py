"""What every part needs: errors, strict YAML, text in three languages. The standard library and PyYAML only."""
