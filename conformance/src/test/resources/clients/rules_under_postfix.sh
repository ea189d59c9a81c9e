#!/usr/bin/env bash
# A running Postfix set up by the snippet as it is written, but for the address: what becomes of a message from a client?
#
#   rules_under_postfix.sh CLIENTS SNIPPETS POLICY
#
# CLIENTS  folder of the client harnesses   SNIPPETS  folder with policy.cf   POLICY  host:port of the gateway
# PORT, SINK  free ports of loopback
# For each line "CASE CLIENT" that is read one is printed: the case, how the SMTP dialogue ended, how many headers of ours the
# message has, and how many replies said that they are ours.
CLIENTS=$1 SNIPPETS=$2 POLICY=$3
NAME=rules_under_postfix
. "$CLIENTS/hl.sh"; . "$CLIENTS/postfix_inst.sh"; pf_need
pf_start "smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
$(grep -v '^header_checks' "$SNIPPETS/policy.cf" | sed "s/127\.0\.0\.1:10040/$POLICY/")" \
  "127.0.0.1:$PORT inet n - n - - smtpd"
wait_port 127.0.0.1 "$PORT" || { echo "not started: $(tail -1 "$T/pf/out")"; exit 3; }
echo ready
while read -r case client; do
  pf_drive "127.0.0.1:$PORT" --xclient "ADDR=$client PORT=40000 NAME=[UNAVAILABLE]" </dev/null
  echo "$case $(sed -n 's/^RESULT //p' "$T/dlg") $(grep -c '^X-OS-Fingerprint: ' "$T/mail") headers $(grep -c '^S: .*(os-policy)' "$T/dlg") ours"
done
echo "DONE $(grep -cE 'fatal:|panic:' "$pf_log")"
