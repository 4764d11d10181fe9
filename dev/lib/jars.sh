# shellcheck shell=bash
# The applications as Quarkus packs them: <module>/target/quarkus-app/quarkus-run.jar. Needs jdk.sh.
source "${BASH_SOURCE[0]%/*}/say.sh"
source "${BASH_SOURCE[0]%/*}/debian.sh"

# build_jars APPLICATION…: builds those that have changed since the last time.
build_jars() {
  local application changed=()
  for application in "$@"; do
    [[ $(jars_key "$application") == "$(cat "target/built/$application" 2>/dev/null)" ]] || changed+=("$application")
  done
  ((${#changed[@]} > 0)) || return 0
  step "Building ${changed[*]}" maven package --also-make --projects "$(IFS=, && echo "${changed[*]}")" \
    -Dmaven.test.skip=true -Dspotless.check.skip=true
  mkdir -p target/built
  for application in "${changed[@]}"; do
    jars_key "$application" >"target/built/$application"
  done
}

# jars_key APPLICATION: prints what identifies its sources and the jars built from them; without jars, something new.
jars_key() {
  local sources=(pom.xml .mvn "$JAVA_HOME/release" "$1") jars=$1/target/quarkus-app
  case $1 in
    operator) sources+=(crds) ;;
    simulator) sources+=(instagram) ;;
    *) sources+=(instagram webhook) ;;
  esac
  [[ -f $jars/quarkus-run.jar ]] || { echo "none $RANDOM" && return; }
  echo "$(fingerprint "${sources[@]}") $(fingerprint "$jars/app" "$jars/lib")"
}

# fingerprint PATH…: prints one for the files in them, leaving out tests and what is built.
fingerprint() {
  find "$@" \( -name target -o -path '*/src/test' \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-12
}

maven() {
  command -v mvn >/dev/null || debian_packages maven
  # Maven's own libraries use what Java 25 warns of.
  MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" mvn --batch-mode "$@"
}
