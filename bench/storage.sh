# Measures what lies on disk: starts, the pool, what branches leave behind, snapshots under load, durable pushes;
# sourced by `run`.

measure_storage() {
  local small=1000 large=2000 branches=100000
  [[ $pace == full ]] || { small=100; large=300; branches=2000; }
  admin_password=$(head -c 24 /dev/urandom | sha256sum | cut -c1-32)
  export MEMGIT_ADMIN_PASSWORD=$admin_password
  say "starts from a log and from a snapshot, on the disk of $out"
  bench_java -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Xmx4g -XX:+UseCompactObjectHeaders \
    io.memgit.bench.MeasureStarts "$pace" "$out/disk/starts" "$out/storage.tsv"
  say "a snapshot of many refs under load"
  bench_java -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Xmx4g -XX:+UseCompactObjectHeaders \
    io.memgit.bench.MeasurePause "$pace" "$out/disk/pause" "$out/storage.tsv"
  rm -rf "$out/disk"
  measure_ready "$small"
  measure_branches "$branches"
  measure_pool "$large"
  measure_durable_push
  rm -rf "$out/disk"
}

# Starts memgit on folder $1 below $out/disk, with the settings in the environment; sets memgit_url, and started_after
# to the seconds until it was ready, the launcher included.
serve_on() {
  local folder=$out/disk/$1 begin=${EPOCHREALTIME/./} line
  mkdir -p "$folder"
  : >"$folder/out"
  "$here/../memgit" serve --port 0 --data "$folder/data" </dev/null >"$folder/out" 2>"$folder/err" &
  memgit_pid=$!
  until read -r line <"$folder/out"; do
    kill -0 "$memgit_pid" 2>/dev/null || { cat "$folder/err" >&2; fail "the server has not started"; }
    sleep 0.02
  done
  started_after=$(awk -v us=$((${EPOCHREALTIME/./} - begin)) 'BEGIN { printf "%.3f", us / 1e6 }')
  memgit_url=$(grep -m 1 -o 'http://[^ ]*' "$folder/out")
}

load() { bench_java -Xmx512m io.memgit.bench.storage.StorageLoad "$@"; }

noted() { printf '%s\n' "$*" | tr ' ' '\t' >>"$out/storage.tsv"; }

# ---- starts ----------------------------------------------------------------------------------------------------------

measure_ready() {
  local count=$1 round
  say "starts with $count small repositories"
  serve_on ready
  load small "$memgit_url" "$count"
  local stopped=() killed=()
  for round in 1 2 3; do
    stop_memgit
    serve_on ready
    stopped+=("$started_after")
    # Something new, so that there is a log to play again.
    MEMGIT_ADMIN_PASSWORD=$admin_password load branches "$memgit_url" 100
    kill -KILL "$memgit_pid"
    wait "$memgit_pid" 2>/dev/null || true
    serve_on ready
    killed+=("$started_after")
  done
  stop_memgit
  noted START_STOPPED "$(middle "${stopped[@]}")"
  noted START_KILLED "$(middle "${killed[@]}")"
  rm -rf "$out/disk/ready"
}

middle() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

# ---- branches --------------------------------------------------------------------------------------------------------

# Heap and disk before and after many branches, of a server that keeps hardly any history.
measure_branches() {
  local count=$1 heap_before heap_after heap_started disk_before disk_after
  export MEMGIT_LIMITS_HISTORY_AGE=1s MEMGIT_JAVA_OPTS="${MEMGIT_JAVA_OPTS:-} -Xmx2g"
  say "$count branches that come and go"
  serve_on branches
  load branches "$memgit_url" 100
  stop_memgit
  disk_before=$(disk_of branches)
  serve_on branches
  load branches "$memgit_url" 100
  heap_before=$(live_heap)
  load branches "$memgit_url" "$count"
  heap_after=$(live_heap)
  stop_memgit
  serve_on branches
  heap_started=$(live_heap)
  stop_memgit
  disk_after=$(disk_of branches)
  unset MEMGIT_LIMITS_HISTORY_AGE MEMGIT_JAVA_OPTS
  noted BRANCHES_HEAP "$heap_after" before "$heap_before"
  noted BRANCHES_HEAP_STARTED "$heap_started" before "$heap_before"
  noted BRANCHES_DISK "$disk_after" before "$disk_before"
  rm -rf "$out/disk/branches"
}

# MB that are reachable in the heap of memgit. History is let go of with the write that comes after its time.
live_heap() {
  sleep 2
  load branches "$memgit_url" 1
  "$MEMGIT_JAVA_HOME/bin/jcmd" "$memgit_pid" GC.run >/dev/null
  "$MEMGIT_JAVA_HOME/bin/jcmd" "$memgit_pid" GC.run >/dev/null
  "$MEMGIT_JAVA_HOME/bin/jcmd" "$memgit_pid" GC.heap_info \
    | sed -n 's/.*used \([0-9]*\)K.*/\1/p' | head -n 1 | awk '{ printf "%.1f", $1 / 1024 }'
}

# MB on disk, segments of the log that are allocated and not used aside.
disk_of() { du --apparent-size -sk "$out/disk/$1/data" | awk '{ printf "%.1f", $1 / 1024 }'; }

# ---- the pool --------------------------------------------------------------------------------------------------------

measure_pool() {
  local count=$1 heap=1g
  # The fewer there are, the smaller the heap that they must not fit in.
  [[ $pace == full ]] || heap=512m
  export MEMGIT_JAVA_OPTS="-Xmx$heap"
  say "$count repositories of 5 MB in a heap of $heap: written"
  serve_on pool
  load large "$memgit_url" "$count"
  say "$count repositories of 5 MB in a heap of $heap: read in turn"
  load read "$memgit_url" "$count" "$memgit_pid" "$out/storage.tsv" >&2
  stop_memgit
  unset MEMGIT_JAVA_OPTS
  rm -rf "$out/disk/pool"
}

# ---- pushes ----------------------------------------------------------------------------------------------------------

# As measure_push, with everything on disk and synced on both sides.
measure_durable_push() {
  export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TERMINAL_PROMPT=0
  command -v curl >/dev/null || install_packages curl
  rounds=5
  [[ $pace == full ]] || rounds=2
  mkdir -p "$work/times"
  served=$out/disk/served
  mkdir -p "$served"
  start_backend
  serve_on push
  log_in
  make_repository
  local round
  for ((round = 0; round <= rounds; round++)); do
    say "durable push, round $round of $rounds"
    call POST repos -d "{\"id\":\"made-$round\"}" >/dev/null
    timed "$round" push-durable-memgit push_to made "$memgit_url/git/made-$round.git"
    new_to_serve "made-$round"
    git -C "$served/made-$round.git" config core.fsync all
    timed "$round" push-durable-backend push_to made "$backend_url/made-$round.git"
    same_refs made "$memgit_url/git/made-$round.git"
    rm -rf "$served/made-$round.git"
    call DELETE "repos/made-$round" >/dev/null
  done
  printf '%s\t%s\t%s\t%s\n' PUSH_DURABLE "$(median push-durable-memgit)" 'git http-backend' \
    "$(median push-durable-backend)" >>"$out/storage.tsv"
  stop_all
}
