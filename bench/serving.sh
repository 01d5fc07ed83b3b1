# Starts and stops the servers that are measured; sourced by `run`. Each listens on loopback, keeps its files below
# $work, and is ended by its process id.

memgit_pid='' backend_pid='' fcgi_pid='' memgit_url='' backend_url='' admin_password='' token='' served=''

# Sets memgit_url and token: a memgit of its own on any free port.
start_memgit() {
  admin_password=$(head -c 24 /dev/urandom | sha256sum | cut -c1-32)
  mkdir -p "$work/memgit"
  # The address of an earlier server is not that of this one.
  : >"$work/memgit/out"
  MEMGIT_ADMIN_PASSWORD=$admin_password "$here/../memgit" serve --port 0 --data "$work/memgit/data" \
    </dev/null >"$work/memgit/out" 2>"$work/memgit/err" &
  memgit_pid=$!
  # The launcher may have to build the server first.
  until memgit_url=$(grep -m 1 -o 'http://[^ ]*' "$work/memgit/out"); do
    kill -0 "$memgit_pid" 2>/dev/null || { cat "$work/memgit/err" >&2; fail "the server has not started"; }
    sleep 0.2
  done
}

stop_memgit() {
  stop "$memgit_pid"
  memgit_pid=
}

# Sets token: what the admin's password is exchanged for.
log_in() {
  token=$(curl -sS --fail-with-body -H 'Content-Type: application/json' \
    -d "{\"username\":\"admin\",\"password\":\"$admin_password\"}" "$memgit_url/api/v1/auth/login" \
    | sed -n 's/.*"token" *: *"\([^"]*\)".*/\1/p')
  [[ -n $token ]] || fail "no token for the admin"
}

# Sets backend_url: git http-backend behind nginx, serving the repositories below $served without authentication.
start_backend() {
  local missing=() folder=$work/nginx try
  command -v nginx >/dev/null || missing+=(nginx-light)
  command -v fcgiwrap >/dev/null || missing+=(fcgiwrap)
  install_packages ${missing[@]+"${missing[@]}"}
  mkdir -p "$folder"
  fcgiwrap -s "unix:$folder/fcgi" </dev/null >"$folder/fcgi.out" 2>&1 &
  fcgi_pid=$!
  for try in 1 2 3 4 5 6 7 8; do
    backend_url=http://127.0.0.1:$((20000 + RANDOM % 30000))
    nginx_configuration "$folder" "${backend_url#http://}" >"$folder/nginx.conf"
    nginx -p "$folder" -c "$folder/nginx.conf" -e "$folder/err" </dev/null >"$folder/out" 2>&1 &
    backend_pid=$!
    if answers "$backend_url"; then return 0; fi
    stop "$backend_pid"
  done
  cat "$folder/err" >&2
  fail "nginx has not started in $try tries"
}

nginx_configuration() {
  local user='' kind
  [[ $(id -u) != 0 ]] || user='user root;'
  cat <<CONF
daemon off;
$user
pid $1/pid;
error_log $1/err;
events { }
http {
  access_log off;
$(for kind in client_body fastcgi proxy scgi uwsgi; do echo "  ${kind}_temp_path $1/$kind;"; done)
  client_max_body_size 0;
  server {
    listen $2;
    location / {
      fastcgi_pass unix:$1/fcgi;
      # Packs stream through in both directions, which is the faster way.
      fastcgi_buffering off;
      fastcgi_request_buffering off;
      fastcgi_read_timeout 1h;
      fastcgi_param SCRIPT_FILENAME $(git --exec-path)/git-http-backend;
      fastcgi_param GIT_PROJECT_ROOT $served;
      fastcgi_param GIT_HTTP_EXPORT_ALL 1;
      fastcgi_param GIT_CONFIG_NOSYSTEM 1;
      fastcgi_param HOME $work;
      fastcgi_param REMOTE_USER bench;
      fastcgi_param REMOTE_ADDR \$remote_addr;
      fastcgi_param GIT_PROTOCOL \$http_git_protocol;
      fastcgi_param PATH_INFO \$uri;
      fastcgi_param QUERY_STRING \$query_string;
      fastcgi_param REQUEST_METHOD \$request_method;
      fastcgi_param CONTENT_TYPE \$content_type;
      fastcgi_param CONTENT_LENGTH \$content_length;
    }
  }
}
CONF
}

# Whether something listens at the address of URL $1 within five seconds.
answers() {
  local address=${1#http://} tries=50
  while ((tries-- > 0)); do
    if (exec 3<>"/dev/tcp/${address%:*}/${address##*:}") 2>/dev/null; then return 0; fi
    sleep 0.1
  done
  return 1
}

install_packages() {
  (($#)) || return 0
  local root=()
  [[ $(id -u) == 0 ]] || root=(sudo)
  say "installing $*"
  # The distribution starts nginx when it is installed; a policy that says no keeps port 80 free.
  local apt=(${root[@]+"${root[@]}"} env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get --quiet --quiet --yes)
  { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"; } </dev/null >&2 \
    || fail "apt-get could not install $*"
}

# Ends the process $1 and returns when it is gone.
stop() {
  [[ -n $1 ]] || return 0
  local tries=300
  kill -TERM "$1" 2>/dev/null || true
  while kill -0 "$1" 2>/dev/null && ((tries-- > 0)); do sleep 0.1; done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

stop_all() {
  stop "$memgit_pid"
  stop "$backend_pid"
  stop "$fcgi_pid"
}
