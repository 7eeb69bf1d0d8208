"""The experiments, a file each; `laboratory` says how to add one."""
