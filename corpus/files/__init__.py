"""Our own files: the working folder (JSON Lines) and the release (Parquet with a manifest)."""
