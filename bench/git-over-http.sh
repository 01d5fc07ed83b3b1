# Times real clones and pushes; sourced by `run`. In every round each server has its turn: memgit, git http-backend,
# and git over file:// without any server. The first round warms up and does not count.

readonly made_commits=25000
given=''

measure_git() {
  export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_TERMINAL_PROMPT=0 HOME=$work
  command -v curl >/dev/null || install_packages curl
  rounds=5
  [[ $pace == full ]] || rounds=3
  served=$work/served
  mkdir -p "$served" "$work/times"
  start_backend
  start_memgit
  log_in
  make_repository
  take_given_repository
  measure_push made PUSH_MADE
  if [[ -n $given ]]; then measure_push given PUSH_GIVEN; fi
  local repository=${given:-made}
  fold "$repository"
  measure_clone "$repository" full CLONE_FULL
  measure_clone "$repository" shallow CLONE_SHALLOW --depth 1
  measure_clone "$repository" blobless CLONE_BLOBLESS --filter=blob:none
  stop_all
}

# What the clones were of, for the line below the table.
remark() {
  if [[ -z $given ]]; then echo "$pace run"; else echo "$pace run, given repository ${repository##*/}"; fi
}

# A repository of 100,000 objects: each commit changes one line of one of 1,000 files in 40 directories.
make_repository() {
  say "making a repository of 100,000 objects"
  git init --quiet --bare "$work/made"
  fast_import_stream | git -C "$work/made" fast-import --quiet --force
  git -C "$work/made" repack -a -d -f -q
  [[ $(objects_of made) == 100000 ]] || fail "made a repository of $(objects_of made) objects"
}

fast_import_stream() {
  LC_ALL=C awk -v commits="$made_commits" '
    function content(file, change,   line, text) {
      lines[file, change % 30] = sprintf("line %d of file %d as of change %d\n", change % 30, file, change)
      for (line = 0; line < 30; line++)
        text = text ((file, line) in lines ? lines[file, line] : sprintf("line %d of file %d\n", line, file))
      return text
    }
    BEGIN {
      for (i = 1; i <= commits; i++) {
        file = (i * 7919) % 1000
        text = content(file, i)
        message = sprintf("Change %d", i)
        printf "commit refs/heads/main\nmark :%d\n", i
        printf "committer Anna <anna@example.org> %d +0200\ndata %d\n%s\n", 1700000000 + i, length(message), message
        if (i > 1) printf "from :%d\n", i - 1
        printf "M 100644 inline dir-%d/file-%d\ndata %d\n%s\n", file % 40, file, length(text), text
      }
    }'
}

# The repository that was named, or the one that may lie beside the checkout.
take_given_repository() {
  local beside=$here/../../shared/data/ratis.bundle
  if [[ -z $repository && -r $beside ]]; then repository=$beside; fi
  if [[ -z $repository ]]; then
    say "no repository was given (--repository PATH): clones are of the one that was made"
    return 0
  fi
  [[ -e $repository ]] || fail "there is no repository $repository"
  git clone --quiet --mirror "$repository" "$work/given"
  git -C "$work/given" repack -a -d -q
  given=given
  say "the given repository has $(objects_of given) objects"
}

objects_of() { git -C "$work/$1" count-objects -v | sed -n 's/^in-pack: //p'; }

# ---- pushes ----------------------------------------------------------------------------------------------------------

# Pushes repository $1 into new repositories, for the rows that begin with $2.
measure_push() {
  local round
  for ((round = 0; round <= rounds; round++)); do
    say "push of the $1 repository, round $round of $rounds"
    new_on_memgit "$1-$round"
    timed "$round" "push-$1-memgit" push_to "$1" "$memgit_url/git/$1-$round.git"
    new_to_serve "$1-$round"
    timed "$round" "push-$1-backend" push_to "$1" "$backend_url/$1-$round.git"
    new_to_serve "$1-file-$round"
    timed "$round" "push-$1-file" push_to "$1" "file://$served/$1-file-$round.git"
    same_refs "$1" "$memgit_url/git/$1-$round.git"
    rm -rf "$served/$1-file-$round.git"
    # One of each stays, to be cloned.
    if ((round > 0)); then
      rm -rf "$served/$1-$round.git"
      call DELETE "repos/$1-$round" >/dev/null
    fi
  done
  row "$2_HTTP" "push-$1-memgit" 'git http-backend' "push-$1-backend"
  row "$2_FILE" "push-$1-memgit" 'git over file://' "push-$1-file"
}

push_to() {
  with_token git -C "$work/$1" push --quiet "$2" 'refs/heads/*:refs/heads/*' 'refs/tags/*:refs/tags/*'
}

new_on_memgit() { call POST repos -d "{\"id\":\"$1\",\"memory_only\":true}" >/dev/null; }

new_to_serve() {
  git init --quiet --bare "$served/$1.git"
  git -C "$served/$1.git" config receive.fsckObjects true
  git -C "$served/$1.git" config http.receivepack true
  git -C "$served/$1.git" config uploadpack.allowFilter true
}

# ---- clones ----------------------------------------------------------------------------------------------------------

# What makes clones cheap, on either side. A large repository takes longer than one request may, so it is polled for.
fold() {
  local operation state
  operation=$(call POST "repos/$1-0/maintenance" -H 'Prefer: respond-async' | field id)
  while state=$(call GET "operations/$operation" | field state) && [[ $state == running ]]; do sleep 0.2; done
  [[ $state == succeeded ]] || fail "the fold has $state"
  git -C "$served/$1-0.git" repack -a -d -b -q
}

# Clones repository $1 in the way $2 (which the options after $3 spell), for the rows that begin with $3.
measure_clone() {
  local name=$1 way=$2 rows=$3 round
  shift 3
  for ((round = 0; round <= rounds; round++)); do
    say "clone ($way), round $round of $rounds"
    timed "$round" "clone-$way-memgit" clone_from "$memgit_url/git/$name-0.git" "$@"
    timed "$round" "clone-$way-backend" clone_from "$backend_url/$name-0.git" "$@"
    timed "$round" "clone-$way-file" clone_from "file://$served/$name-0.git" "$@"
  done
  row "${rows}_FILE" "clone-$way-memgit" 'git over file://' "clone-$way-file"
  row "${rows}_HTTP" "clone-$way-memgit" 'git http-backend' "clone-$way-backend"
}

# Without a work tree: writing files is the same work whoever served them.
clone_from() {
  local url=$1
  shift
  rm -rf "$work/clone"
  with_token git clone --quiet --bare "$@" "$url" "$work/clone"
}

# ---- around them -----------------------------------------------------------------------------------------------------

# Git with the token where it talks to memgit, and nothing else of the environment's settings.
with_token() {
  local basic
  basic=$(printf 'admin:%s' "$token" | base64 -w 0)
  GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$memgit_url/.extraHeader" GIT_CONFIG_VALUE_0="Authorization: Basic $basic" "$@"
}

call() {
  local method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@" \
    "$memgit_url/api/v1/$path" || fail "$method $path was refused"
}

# The first string of this name in the JSON on standard input.
field() { grep -o "\"$1\" *: *\"[^\"]*\"" | head -n 1 | sed 's/.*"\([^"]*\)"$/\1/'; }

same_refs() {
  diff <(git -C "$work/$1" for-each-ref --format='%(objectname)%09%(refname)' refs/heads refs/tags) \
    <(with_token git ls-remote --refs "$2" 'refs/heads/*' 'refs/tags/*') >&2 || fail "$2 has other refs than were pushed"
}

# Runs a command in round $1 and notes its seconds under the name $2; the round 0 is not noted.
timed() {
  local round=$1 name=$2 begin end
  shift 2
  begin=${EPOCHREALTIME/./}
  "$@" || fail "failed: $*"
  end=${EPOCHREALTIME/./}
  ((round == 0)) || printf '%d\n' $((end - begin)) >>"$work/times/$name"
}

# Seconds, the median of what was noted under the name $1.
median() {
  sort -n "$work/times/$1" | awk '{ t[NR] = $1 } END { printf "%.4f", (t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2e6 }'
}

row() { printf '%s\t%s\t%s\t%s\n' "$1" "$(median "$2")" "$3" "$(median "$4")" >>"$out/git.tsv"; }
