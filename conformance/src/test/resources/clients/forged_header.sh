#!/usr/bin/env bash
# A running Postfix set up by the snippets as they are written, but for addresses and folders: what becomes of an
# X-OS-Fingerprint that a message brings along?
#
#   forged_header.sh CLIENTS SNIPPETS POLICY TOKEN KNOWN UNKNOWN
#
# CLIENTS  folder of the client harnesses   SNIPPETS  folder with policy.cf and os_header_checks
# POLICY   host:port of the gateway         TOKEN     the site's word
# Prints one line for each header of that name in the delivered message, after the name of the case.
CLIENTS=$1 SNIPPETS=$2 POLICY=$3 TOKEN=$4 KNOWN=$5 UNKNOWN=$6
NAME=forged_header PORT=${PORT:-12781}; SINK=$((PORT + 1))
. "$CLIENTS/hl.sh"; . "$CLIENTS/postfix_inst.sh"; pf_need
mkdir -p "$T/pf/etc"
sed "s/TOKEN/$TOKEN/" "$SNIPPETS/os_header_checks" >"$T/pf/etc/os_header_checks"
pf_start "smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
$(sed "s/127\.0\.0\.1:10040/$POLICY/; s#/etc/postfix#$T/pf/etc#" "$SNIPPETS/policy.cf")" \
  "127.0.0.1:$PORT inet n - n - - smtpd"
wait_port 127.0.0.1 "$PORT" || { echo "not started: $(tail -1 "$T/pf/out")"; exit 3; }
try() { # case client forged
  pf_drive "127.0.0.1:$PORT" --xclient "ADDR=$2 PORT=40000 NAME=[UNAVAILABLE]" --header "X-OS-Fingerprint: $3"
  [ -s "$T/mail" ] || echo "$1 no mail: $(tail -1 "$T/dlg")"
  sed '/^\r*$/q' "$T/mail" | tr -d '\r' | sed -n "s/^X-OS-Fingerprint: /$1 /p"
}
try known "$KNOWN" "OpenBSD 3.0 (192.0.2.1)"
try known-wrong-word "$KNOWN" "OpenBSD 3.0 (192.0.2.1) site=guess"
try unknown "$UNKNOWN" "OpenBSD 3.0 (192.0.2.1)"
try unknown-wrong-word "$UNKNOWN" "OpenBSD 3.0 (192.0.2.1) site=guess"
echo "DONE $(grep -cE 'fatal:|panic:|warning:.*(policy|header_checks)' "$pf_log")"
