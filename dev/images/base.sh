# shellcheck shell=bash
# The base of the images: a JRE cut down to the modules that the applications use, and the C library it was linked against.
# No shell, no package manager. Needs say.sh, jdk.sh.

# java.desktop is here for java.beans alone. jdk.zipfs: Quarkus opens jars as file systems.
base_modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
base_modules+=,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.crypto.ec,jdk.management,jdk.unsupported,jdk.zipfs

# base_image: prints the folder that holds base.tar, as `docker save` writes it, and root/, the same unpacked.
# Built once for each JDK, C library and recipe.
base_image() {
  local key folder
  key=$(cat "$JAVA_HOME/release" "${BASH_SOURCE[0]}" <(ldd --version) | sha256sum | cut -c 1-8)
  folder=${XDG_CACHE_HOME:-$HOME/.cache}/instagram-operator/image-base-$(base_java_version)-$key
  [[ -f $folder/base.tar ]] || step "Building the base image (once)" base_build "$folder"
  printf '%s\n' "$folder"
}

base_java_version() { sed -nE 's/^JAVA_VERSION="(.*)"/\1/p' "$JAVA_HOME/release"; }

base_build() {
  local folder=$1 work
  mkdir -p "$(dirname "$folder")"
  work=$(mktemp -d "$folder.XXXX")
  base_root "$work/root"
  base_tar "$work"
  rm -rf "$folder"
  mv "$work" "$folder"
}

base_root() {
  local root=$1
  mkdir -p "$root"/{etc,opt,tmp}
  chmod 755 "$root"
  chmod 1777 "$root/tmp"
  "$JAVA_HOME/bin/jlink" --add-modules "$base_modules" --strip-debug --no-man-pages --no-header-files --output "$root/opt/java"
  # Graphics and sound: nobody draws here, and they would need X11.
  rm -f "$root"/opt/java/lib/lib{awt,awt_headless,awt_xawt,fontmanager,freetype,javajpeg,jawt,jsound,lcms,mlib_image,splashscreen}.so
  base_libraries "$root"
  printf '%s\n' root:x:0:0:root:/:/none nonroot:x:65532:65532:nonroot:/:/none >"$root/etc/passwd"
  printf '%s\n' root:x:0: nonroot:x:65532: >"$root/etc/group"
  printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
  # An ahead-of-time cache is valid for one size and time of the JRE's files: those in the tar.
  find "$root" -exec touch -h -d @1 {} +
}

# base_libraries ROOT: copies the shared libraries that the JRE names, and those that the C library loads by itself to resolve names.
base_libraries() {
  local root=$1 libraries libc folder
  libraries=$(find "$root/opt/java" \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + |
    sed -nE 's#^\t(.* => )?(/[^ ]+) \(0x.*#\2#p' | grep -v "^$root" | sort -u)
  libc=$(grep '/libc\.so' <<<"$libraries")
  folder=$(dirname "$libc")
  # shellcheck disable=SC2086 # one library a word
  cp --parents --dereference $libraries "$root"
  cp --parents --dereference "$folder"/lib{nss_dns,nss_files,resolv}.so.2 "$root"
}

base_tar() {
  local work=$1 layer
  tar --create --file "$work/layer.tar" --directory "$work/root" --sort=name --owner=0 --group=0 --numeric-owner .
  layer=$(sha256sum <"$work/layer.tar" | cut -d ' ' -f 1)
  cat >"$work/config.json" <<END
{"architecture":"$(image_architecture)","os":"linux","created":"1970-01-01T00:00:01Z",
 "config":{"Env":["PATH=/opt/java/bin","LANG=C.UTF-8"]},"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]}}
END
  printf '[{"Config":"config.json","RepoTags":["localhost/instagram-operator/base:dev"],"Layers":["layer.tar"]}]\n' >"$work/manifest.json"
  tar --create --file "$work/base.tar" --directory "$work" manifest.json config.json layer.tar
  rm "$work"/{layer.tar,config.json,manifest.json}
}

# image_architecture: prints this machine's, as images name it.
image_architecture() {
  case $(uname -m) in
    x86_64) echo amd64 ;;
    aarch64 | arm64) echo arm64 ;;
    *) die "no images for the architecture $(uname -m): use x86_64 or aarch64" ;;
  esac
}
