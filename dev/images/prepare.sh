# shellcheck shell=bash
# What goes into the image of an application, for Jib to pack or for a run without an image. Needs jars.sh and base.sh.
source "${BASH_SOURCE[0]%/*}/aot.sh"

# Of the images. Threads that ask the C library for memory share two pools of it, and not one each, most of which lies idle: 0.6 MB at rest.
image_environment=MALLOC_ARENA_MAX=2

# is_prepared APPLICATION BASE: whether prepare_image has nothing new to do.
is_prepared() { [[ $(image_tag "$1" "$2") == "$(cat "target/images/$1.prepared" 2>/dev/null)" ]]; }

# image_tag APPLICATION BASE: prints one that changes with whatever goes into the image.
image_tag() {
  echo "dev-$(cat "target/built/$1" <(fingerprint dev/images) <(echo "$2") | sha256sum | cut -c 1-12)"
}

# prepare_image APPLICATION BASE: fills target/images/<application>/app with the files of the image's /app.
prepare_image() {
  local application=$1 base=$2 folder=$PWD/target/images/$1/app
  rm -rf "target/images/$application" "target/images/$application".{tar,ref,prepared}
  # Jib wants the folder of a Java project's classes; there are none.
  mkdir -p "target/images/$application/jib/classes"
  cp -R "$application/target/quarkus-app" "$folder"
  rm "$folder/quarkus-app-dependencies.txt"
  unpack_sqlite "$folder"
  grep -v '^#' "dev/images/$application.options" >"$folder/java.options"
  # Jib gives every file this time, and the cache is valid only for the times that it has seen.
  find "$folder" -exec touch -d @1 {} +
  if [[ -d $base ]]; then
    record_aot_cache "$application" "$folder" "$base/root/bin/java"
    echo -XX:AOTCache=/app/app.aot >>"$folder/java.options"
  fi
  image_tag "$application" "$base" >"target/images/$application.prepared"
}

# unpack_sqlite FOLDER: puts SQLite's library beside the jars, since it can't be unpacked on a read-only file system at run time.
unpack_sqlite() {
  local folder=$1 jar library
  jar=$(find "$folder/lib" -name 'org.xerial.sqlite-jdbc-*.jar')
  [[ -n $jar ]] || return 0
  library=org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so
  mkdir "$folder/native"
  (cd "$folder/native" && jar --extract --file "$jar" "$library" && mv "$library" . && rm -r org)
}
