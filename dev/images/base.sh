# shellcheck shell=bash
# The base of the images: a JRE cut down to the modules that the applications use, and the C library it is linked against.
# No shell, no package manager. Needs jdk.sh.
source "${BASH_SOURCE[0]%/*}/../lib/say.sh"
source "${BASH_SOURCE[0]%/*}/../lib/cache.sh"
source "${BASH_SOURCE[0]%/*}/../lib/image-tar.sh"

# java.desktop is here for java.beans alone. jdk.zipfs: Quarkus opens jars as file systems.
base_modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
base_modules+=,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs

# base_image: prints the folder that holds base.tar, an image, and root/, the same unpacked.
# Built once for each JDK, C library and recipe.
base_image() {
  local version key folder
  version=$(sed -nE 's/^JAVA_VERSION="(.*)"/\1/p' "$JAVA_HOME/release")
  key=$(cat "$JAVA_HOME/release" "${BASH_SOURCE[0]}" <(ldd --version) | sha256sum | cut -c 1-8)
  folder=$cache/image-base-$version-$key
  [[ -f $folder/base.tar ]] || step "Building the base image (once)" base_build "$folder"
  printf '%s\n' "$folder"
}

base_build() {
  local folder=$1 work
  work=$(mktemp -d "$folder.XXXX")
  base_root "$work/root"
  image_tar localhost/instagram-operator/base:dev "$work/root" "$work/base.tar" java
  rm -rf "$folder"
  mv "$work" "$folder"
}

base_root() {
  local root=$1
  mkdir -p "$root"/{bin,etc,opt,tmp}
  chmod 755 "$root"
  chmod 1777 "$root/tmp"
  "$JAVA_HOME/bin/jlink" --add-modules "$base_modules" --strip-debug --no-man-pages --no-header-files --output "$root/opt/java"
  ln -s ../opt/java/bin/java "$root/bin/java"
  # Graphics and sound: nobody draws here, and they would need X11.
  rm -f "$root"/opt/java/lib/lib{awt,awt_headless,awt_xawt,fontmanager,freetype,javajpeg,jawt,jsound,lcms,mlib_image,splashscreen}.so
  base_libraries "$root"
  printf '%s\n' root:x:0:0:root:/:/none nonroot:x:65532:65532:nonroot:/:/none >"$root/etc/passwd"
  printf '%s\n' root:x:0: nonroot:x:65532: >"$root/etc/group"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  # An ahead-of-time cache is valid for the JRE's files at one time only: that which they have in the image.
  find "$root" -exec touch -h -d @1 {} +
}

# base_libraries ROOT: copies the shared libraries that the JRE names, and those that the C library loads by itself to resolve names.
base_libraries() {
  local root=$1 libraries folder
  libraries=$(find "$root/opt/java" \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + |
    sed -nE 's#^\t(.* => )?(/[^ ]+) \(0x.*#\2#p' | grep -v "^$root" | sort -u)
  # shellcheck disable=SC2086 # one library a word
  cp --parents --dereference $libraries "$root"
  folder=$(dirname "$(grep '/libc\.so' <<<"$libraries")")
  cp --parents --dereference "$folder"/lib{nss_dns,nss_files,resolv}.so.2 "$root"
}
