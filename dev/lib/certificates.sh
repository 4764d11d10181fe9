# shellcheck shell=bash
# A certificate authority and what it signs, in a folder of their own.

new_key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650)

# certificate_authority FOLDER: makes FOLDER/ca.crt and ca.key.
certificate_authority() {
  openssl req -x509 "${new_key[@]}" -subj /CN=dev-cluster -out "$1/ca.crt" -keyout "$1/ca.key"
}

# certificate FOLDER NAME SUBJECT [SUBJECT-ALTERNATIVE-NAMES]: makes FOLDER/NAME.crt and NAME.key.
certificate() {
  local names=${4:-}
  openssl req -x509 -CA "$1/ca.crt" -CAkey "$1/ca.key" "${new_key[@]}" -subj "$3" \
    -addext basicConstraints=critical,CA:FALSE -addext extendedKeyUsage=serverAuth,clientAuth \
    ${names:+-addext "subjectAltName=$names"} -out "$1/$2.crt" -keyout "$1/$2.key"
}
