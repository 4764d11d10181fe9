# shellcheck shell=bash
# Ports on the loopback interface.

# free_port: prints one below those that the kernel hands out by itself, on which nothing listens now.
free_port() {
  local port
  while
    port=$((20000 + RANDOM % 12000))
    (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null
  do :; done
  printf '%s\n' "$port"
}
