# shellcheck shell=bash
# The tests that failed, at the end of a long output. Needs say.sh.

# failed_tests FILE: of the modules' reports that are newer than FILE, shows each test that failed: how, and where in our code.
failed_tests() {
  local reports=()
  mapfile -d '' -t reports < <(find . -path '*/target/surefire-reports/*.txt' -newer "$1" -print0 | sort -z)
  ((${#reports[@]} > 0)) || return 0
  awk '
    /^Tests run:/ { next }
    /<<< (FAILURE|ERROR)!$/ { print (found++ ? "" : "\nThese tests failed:\n") "\n" $0; words = 8; frames = 6; next }
    /^Caused by: / { words = 2; frames = 6 }
    /^\tat io\.instagramoperator\./ { if (frames-- > 0) print; next }
    /^\t(at|Suppressed:|\.\.\.) / { words = 0; next }
    words > 0 && NF { print "  " substr($0, 1, 300); words-- }
  ' "${reports[@]}" >&2
}
