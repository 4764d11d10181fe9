# shellcheck shell=bash
# Container images made from a folder, without any image tool, in the format of "docker save".

# image_tar NAME ROOT FILE COMMAND…: writes the image NAME, whose root file system is the folder ROOT, to FILE.
image_tar() {
  local name=$1 root=$2 file=$3 folder command
  shift 3
  command=$(printf '"%s",' "$@")
  folder=$(mktemp -d)
  tar -C "$root" --owner=0 --group=0 --numeric-owner --sort=name --mtime=@1 -cf "$folder/layer.tar" .
  cat >"$folder/config.json" <<END
{"architecture": "$(dpkg --print-architecture)", "os": "linux", "config": {"Env": ["PATH=/bin"], "Cmd": [${command%,}]},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$(sha256sum <"$folder/layer.tar" | cut -d ' ' -f 1)"]}}
END
  cat >"$folder/manifest.json" <<END
[{"Config": "config.json", "RepoTags": ["$name"], "Layers": ["layer.tar"]}]
END
  tar -C "$folder" -cf "$file" manifest.json config.json layer.tar
  rm -rf "$folder"
}
