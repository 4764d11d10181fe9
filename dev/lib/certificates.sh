# shellcheck shell=bash
# A certificate authority and what it signs, in a folder of their own. RSA, because not every client library reads EC keys.

# certificate_authority FOLDER: makes FOLDER/ca.crt and ca.key.
certificate_authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=dev-cluster -out "$1/ca.crt" -keyout "$1/ca.key" 2>/dev/null
}

# certificate FOLDER NAME SUBJECT [SUBJECT-ALTERNATIVE-NAMES]: makes FOLDER/NAME.crt and NAME.key.
certificate() {
  local names=${4:-}
  openssl req -x509 -CA "$1/ca.crt" -CAkey "$1/ca.key" -newkey rsa:2048 -nodes -days 3650 -subj "$3" \
    -addext basicConstraints=critical,CA:FALSE -addext extendedKeyUsage=serverAuth,clientAuth ${names:+-addext "subjectAltName=$names"} \
    -out "$1/$2.crt" -keyout "$1/$2.key" 2>/dev/null
}
