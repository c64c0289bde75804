"""Municipal DX plans kept as YAML to a static, bilingual website."""
