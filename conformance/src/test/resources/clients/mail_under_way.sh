#!/usr/bin/env bash
# Mail through a running Postfix and a running Haraka, both of which ask a front, until a file appears.
#
#   mail_under_way.sh CLIENTS V3 POLICY KNOWN STOP RESULTS
#
# CLIENTS  folder of the client harnesses   V3, POLICY  sockets of the front (unix path; host:port)
# KNOWN    a client address                 STOP        the file that ends it
# RESULTS  one line for each session: server, 250 or what came instead, milliseconds
# Prints READY once both serve, and at the end COUNT, BAD and LONGEST of each server, and what they complained of.
CLIENTS=$1 V3=$2 POLICY=$3 KNOWN=$4 STOP=$5 RESULTS=$6
NAME=mail_under_way PORT=${PORT:-12761}; SINK=$((PORT + 1)) HPORT=$((PORT + 2))
. "$CLIENTS/hl.sh"; . "$CLIENTS/postfix_inst.sh"; pf_need
# The plain form of the setting, whose defaults defer mail: what goes wrong shows.
pf_start "smtpd_policy_service_timeout = 10s
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_recipient_restrictions = check_policy_service inet:$POLICY" "127.0.0.1:$PORT inet n - n - - smtpd"
MOD=$(cd "$HARAKA_MODULES" && pwd)
mkdir -p "$T/h/config" "$T/h/plugins" "$T/h/queue"; cd "$T/h" || exit 3
ln -s "$MOD" node_modules
printf 'listen=127.0.0.1:%s\nnodes=0\n' "$HPORT" >config/smtp.ini
sed 's/^hosts\[\] *=.*/hosts[]=127.0.0.1/' "$MOD/Haraka/config/connection.ini" >config/connection.ini
printf '[main]\nsocket_path=%s\nadd_header=X-p0f-Result\n' "$V3" >config/p0f.ini
printf 'LOGINFO\n' >config/loglevel; printf 'mx.invalid\n' >config/me; printf 'p0f\nkeep_mail\n' >config/plugins
cat >plugins/keep_mail.js <<'P'
exports.hook_rcpt = (next) => next(OK)
exports.hook_queue = (next) => next(OK)
P
node "$MOD/Haraka/bin/haraka" -c "$T/h" >"$T/haraka.log" 2>&1 & track $!
wait_port 127.0.0.1 "$PORT" && wait_port 127.0.0.1 "$HPORT" || { echo "not started"; tail -3 "$T/haraka.log"; exit 3; }
session() { # server port how
  local t0 t1 result; t0=$(date +%s%N)
  result=$(python3 "$HERE/smtp_drive.py" "127.0.0.1:$2" $3 "$4" --timeout 60 2>&1 | grep -o 'RESULT 250' | tail -1)
  t1=$(date +%s%N); echo "$1 ${result:-bad} $(((t1 - t0) / 1000000))" >>"$RESULTS"
}
worker() { while [ ! -e "$STOP" ]; do session "$@"; done; }
: >"$RESULTS"
worker postfix "$PORT" --xclient "ADDR=$KNOWN PORT=40000 NAME=[UNAVAILABLE]" & W1=$!
worker postfix "$PORT" --xclient "ADDR=$KNOWN PORT=40001 NAME=[UNAVAILABLE]" & W2=$!
worker haraka "$HPORT" --proxy "$KNOWN" & W3=$!
worker haraka "$HPORT" --proxy "$KNOWN" & W4=$!
echo READY
wait $W1 $W2 $W3 $W4
for s in postfix haraka; do
  echo "COUNT $s $(grep -c "^$s RESULT 250" "$RESULTS")"
  echo "BAD $s $(grep -c "^$s bad" "$RESULTS")"
  echo "LONGEST $s $(sed -n "s/^$s .* //p" "$RESULTS" | sort -n | tail -1)"
done
echo "COMPLAINTS postfix $(grep -cE 'warning:.*(policy|problem talking|premature|missing attribute)|fatal:|panic:' "$pf_log")"
echo "COMPLAINTS haraka $(grep -E '\[(CRIT|ALERT)\]|unexpected data received|\[ERROR\].*\[p0f\]|timed out' "$T/haraka.log" | grep -vc 'no p0f')"
grep -E 'warning:.*(policy|problem talking)' "$pf_log" | head -3
grep -E '\[(CRIT|ALERT)\]|timed out' "$T/haraka.log" | head -3
exit 0
