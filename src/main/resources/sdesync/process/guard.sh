# sde-sync guard: ends the commands of a worker that died or stands still.
#
#   $1 seconds the worker may be silent    $2 the worker, as PID:START
#   stdin   lines from the worker, which alone holds the other end of the pipe:
#             beat
#             starting MARK               a command is about to be started
#             running MARK PID:START      it leads a group of its own now
#             failed MARK                 it could not be started
#             done MARK PID:START         it has ended
#   stdout  "silent" when the worker has been silent for too long; it then ends itself by USR1, else by KILL
#
# MARK is a run's id, "-" for none. START is field 22 of /proc/PID/stat: a pid used again has another.
# It stands in a session of its own, so that no signal meant for the worker or a command ends it.

trap '' HUP INT QUIT TERM PIPE

lease=$1 worker=$2
starting=' ' running=' ' leaving=' ' left=' '

# The list $1 without its first $2, in $list.
without() {
  list=$1
  case $list in *" $2 "*) list="${list%%" $2 "*} ${list#*" $2 "}" ;; esac
}

# State and start of process $1, in $state and $start; empty when there is none.
look_at() {
  state='' start=''
  read -r stat 2>/dev/null <"/proc/$1/stat" || return 0
  set -f
  set -- ${stat##*) }
  set +f
  state=$1 start=${20}
}

worker_lives() {
  look_at "${worker%:*}"
  [ "$start" = "${worker#*:}" ] && [ "$state" != Z ]
}

# Signal $1 to the group of command $2 (PID:START), unless its pid belongs to somebody else by now.
signal_group() {
  look_at "${2%:*}"
  [ -z "$start" ] || [ "$start" = "${2#*:}" ] || return 1
  kill -s "$1" -- "-${2%:*}" 2>/dev/null && return 0
  # Just started: it has not made its own group yet.
  [ -n "$start" ] && kill -s "$1" "${2%:*}" 2>/dev/null
}

signal_groups() {
  some=1
  for command in $running $leaving $left; do
    case $command in *:*) signal_group "$1" "$command" && some=0 ;; esac
  done
  return $some
}

# Signal $1 to every process that carries the mark of a run of ours, whatever its group.
signal_marked() {
  signal=$1
  set --
  for mark in $starting $running; do
    case $mark in - | *:*) ;; *) set -- "$@" -e "SDE_SYNC_RUN_ID=$mark" ;; esac
  done
  [ $# -gt 0 ] || return 1
  found=$(grep -slzxF "$@" /proc/[0-9]*/environ)
  for path in $found; do
    path=${path#/proc/}
    kill -s "$signal" "${path%/environ}" 2>/dev/null
  done
  [ -n "$found" ]
}

end_all() {
  signal_groups TERM
  signal_marked TERM
  rounds=0
  while [ $rounds -lt 2 ] && { signal_groups 0 || [ "$starting" != ' ' ] || signal_marked 0; }; do
    rounds=$((rounds + 1))
    sleep 1
  done
  rounds=0
  while [ $rounds -lt 20 ]; do
    signal_groups KILL
    signal_marked KILL || break
    rounds=$((rounds + 1))
  done
}

# What an ended command leaves in its group gets TERM, and KILL one to two seconds later.
command_ended() {
  without "$running" "$1 $2" && running=$list
  signal_group_left TERM "$2" && leaving="$leaving$2 "
}

signal_group_left() {
  look_at "${2%:*}"
  [ -z "$start" ] && kill -s "$1" -- "-${2%:*}" 2>/dev/null
}

kill_what_is_left() {
  for command in $left; do signal_group_left KILL "$command"; done
  left=$leaving leaving=' '
}

guard() {
  silent=0 last=KILL
  while read -r word mark command; do
    case $word in
      beat) silent=0 ;;
      starting) starting="$starting$mark " ;;
      running)
        without "$starting" "$mark" && starting=$list
        running="$running$mark $command "
        ;;
      failed) without "$starting" "$mark" && starting=$list ;;
      done) command_ended "$mark" "$command" ;;
      tick)
        silent=$((silent + 1))
        kill_what_is_left
        worker_lives || break
        if [ $silent -gt "$lease" ]; then
          echo silent
          last=USR1
          break
        fi
        ;;
      end) break ;;
    esac
  done
  end_all
  kill -s "$last" -- "-$$"
  kill -s KILL -- "-$$"
}

tick() {
  while sleep 1 && echo tick; do :; done
}

# Line by line, not with cat: two writers share the pipe, and only short writes stay whole.
{
  tick &
  while read -r line; do printf '%s\n' "$line"; done
  echo end
} | guard
