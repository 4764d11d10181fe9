# shellcheck shell=bash
# Finds the JDK that the build needs.
source "${BASH_SOURCE[0]%/*}/say.sh"

# use_jdk MAJOR: exports JAVA_HOME and PATH for a JDK of exactly this major version.
use_jdk() {
  local major=$1 home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [[ -x $home/bin/javac ]] && grep -qs "^JAVA_VERSION=\"${major}[.\"]" "$home/release"; then
      export JAVA_HOME=$home PATH=$home/bin:$PATH
      return
    fi
  done
  die "no JDK $major found in JAVA_HOME (${JAVA_HOME:-not set}) or the usual folders." \
    "Install one, for example Eclipse Temurin: the package temurin-$major-jdk, or 'sdk install java $major-tem' with SDKMAN; then run this again."
}
