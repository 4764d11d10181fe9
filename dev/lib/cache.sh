# shellcheck shell=bash
# The folder for what takes long to make, shared by all checkouts of this repository.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/instagram-operator
mkdir -p "$cache"
